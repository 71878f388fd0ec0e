"""How text is read: blocks, dates, names, figures, findings, mentions. General to all families, pure, without RDF."""

"""The service: the graph over HTTP, by the SPARQL 1.1 Protocol and the Graph Store Protocol, read-only.

    command      kg serve
    server       a socket, its connections, and who is told of what
    app          addresses → what answers them
    protocol  graphstore  description      one standard each
    warming                                pages that are made before anybody asks
    again                                  what was answered before, and who has it still
    request  reply                         what was asked, strictly read; what is answered, with its headers
    pool                                   queries in lanes: a slow one never delays a quick one
    crew                                   the processes that answer from one version of the store
    forker · answerer                      what runs in them
    edition                                what an answer is made of, by a short name
    limits                                 all that has a bound

Nothing is asked in the process that speaks HTTP: the engine cannot cancel a query, and some end its process.
"""

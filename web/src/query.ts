// The editor of the SPARQL page. It stands in a shadow root, where its styles are no elements, which the policy of the page forbids.
// Without it the form works as it is; with it the field stays, unseen, and is what is sent.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, type Completion, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { sparql } from "codemirror-lang-sparql";
import { declaring, missing, place } from "./parts/prefixes.ts";

interface Term {
  readonly name: string;
  readonly kind: "class" | "property";
  readonly label?: string;
  readonly meaning?: string;
}
interface Vocabulary {
  readonly prefixes: Readonly<Record<string, string>>;
  readonly terms: readonly Term[];
}

const COLOURS = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--series-2)", fontWeight: "600" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--good)" },
  { tag: [tags.number, tags.bool, tags.integer, tags.float], color: "var(--series-1)" },
  { tag: tags.variableName, color: "var(--link)" },
  { tag: [tags.comment, tags.lineComment], color: "var(--soft)", fontStyle: "italic" },
  { tag: [tags.url, tags.namespace, tags.propertyName, tags.tagName], color: "var(--accent)" },
]);

const LOOKS = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--paper)", fontSize: "0.9rem" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: 'ui-monospace, "SF Mono", Menlo, Consolas, monospace', lineHeight: "1.5", minHeight: "16rem", maxHeight: "34rem" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--raised)", color: "var(--soft)", border: "none" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--raised) 60%, transparent)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--mark) !important" },
  ".cm-tooltip": { backgroundColor: "var(--paper)", color: "var(--ink)", border: "1px solid var(--soft)", borderRadius: "6px", padding: "2px" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--on-accent)" },
  ".cm-completionDetail": { fontStyle: "normal", opacity: "0.85", marginLeft: "1.2em" },
  ".cm-completionInfo": { maxWidth: "24rem", padding: "6px 8px" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--bad)" },
});

function offered(vocabulary: Vocabulary): (context: CompletionContext) => CompletionResult | null {
  const { prefixes } = vocabulary;
  const declare = (view: EditorView, completion: Completion, from: number, to: number): void => {
    view.dispatch({ changes: { from, to, insert: completion.label }, selection: { anchor: from + completion.label.length } });
    addPrefixes(view, prefixes);
  };
  const terms = vocabulary.terms.map((term): Completion => {
    const type = term.kind === "class" ? "class" : "property";
    return { label: term.name, type, apply: declare, detail: term.label ?? "", ...(term.meaning ? { info: term.meaning } : {}) };
  });
  return (context) => {
    const word = context.matchBefore(/[\w-]*:?[\w-]*/u);
    if (!word || (word.from === word.to && !context.explicit)) return null;
    if (/[?$<"']/u.test(context.state.sliceDoc(word.from - 1, word.from))) return null;
    const begun = word.text.toLowerCase();
    const byName = terms.filter((term) => term.label.toLowerCase().includes(begun));
    const byLabel = terms.filter((term) => !byName.includes(term) && (term.detail ?? "").toLowerCase().includes(begun));
    const options = [...byName, ...byLabel.map((term) => ({ ...term, boost: -1 }))];
    return options.length > 0 ? { from: word.from, options, filter: false } : null;
  };
}

function addPrefixes(view: EditorView, known: Readonly<Record<string, string>>): void {
  const text = view.state.doc.toString();
  const names = missing(text, known);
  if (names.length > 0) view.dispatch({ changes: { from: place(text), insert: declaring(names, known) } });
}

/** Typing over a selection is done here: a browser would keep the looks of what it replaces as a style of its own. */
function typed(event: InputEvent, view: EditorView): boolean {
  const { from, to, empty } = view.state.selection.main;
  const { data } = event;
  if (event.inputType !== "insertText" || !data || empty || view.composing) return false;
  event.preventDefault();
  const insert = (): ReturnType<typeof view.state.update> =>
    view.state.update(view.state.replaceSelection(data), { userEvent: "input.type", scrollIntoView: true });
  if (!view.state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, data, insert))) view.dispatch(insert());
  return true;
}

async function edit(field: HTMLTextAreaElement, form: HTMLFormElement): Promise<void> {
  const answer = await fetch(field.dataset["vocabulary"] ?? "", { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const vocabulary = (await answer.json()) as Vocabulary;
  const host = document.createElement("div");
  host.className = "editor";
  const root = host.attachShadow({ mode: "open" });
  const view: EditorView = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: field.value,
      extensions: [
        lineNumbers(),
        lintGutter(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        highlightActiveLine(),
        highlightSelectionMatches(),
        sparql(),
        syntaxHighlighting(COLOURS),
        LOOKS,
        autocompletion({ override: [offered(vocabulary)], icons: false, maxRenderedOptions: 60 }),
        keymap.of([
          { key: "Mod-Enter", run: () => (form.requestSubmit(), true) },
          ...completionKeymap,
          ...closeBracketsKeymap,
          ...defaultKeymap,
          ...historyKeymap,
          ...searchKeymap,
        ]),
        EditorView.domEventHandlers({ beforeinput: typed }),
        EditorView.contentAttributes.of({ tabindex: "0", "aria-label": "Query", "aria-description": "SPARQL editor. Tab leaves it, Control and Enter run the query." }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) field.value = update.state.doc.toString();
        }),
      ],
    }),
  });
  field.hidden = true;
  field.after(host);
  document.querySelector(`label[for="${field.id}"]`)?.addEventListener("click", () => view.focus());
  for (const told of document.querySelectorAll<HTMLElement>("[data-scripted]")) told.hidden = false;

  const line = Number(field.dataset["line"] ?? 0);
  const fault = document.querySelector("#fault");
  if (fault && line >= 1 && line <= view.state.doc.lines) {
    const at = view.state.doc.line(line);
    const from = Math.min(at.from + Number(field.dataset["column"] ?? 1) - 1, at.to);
    const to = Math.max(from, Math.min(at.to, from + (/^\S+/u.exec(view.state.sliceDoc(from, at.to))?.[0].length ?? 0)));
    view.dispatch(setDiagnostics(view.state, [{ from, to, severity: "error", message: fault.textContent ?? "" }]));
    view.dispatch({ selection: { anchor: from }, scrollIntoView: true });
    view.focus();
  }
  const button = document.querySelector<HTMLButtonElement>("#add-prefixes");
  if (button) {
    button.hidden = false;
    button.addEventListener("click", () => {
      addPrefixes(view, vocabulary.prefixes);
      view.focus();
    });
  }
}

const field = document.querySelector<HTMLTextAreaElement>("#query-text");
if (field?.form) await edit(field, field.form);

// The reader: a click on marked words opens the facts made of them, as the number behind them does; a selection stays one.
const article = document.querySelector<HTMLElement>("article.reader");

article?.addEventListener("click", (event) => {
  const at = event.target instanceof Element ? event.target : null;
  const words = at?.closest<HTMLElement>("mark[data-facts]");
  if (!words || at?.closest("a") || getSelection()?.toString()) return;
  location.assign(words.dataset["facts"] ?? "");
});
// what is marked and has its facts shows that it can be clicked
article?.classList.add("clicked");

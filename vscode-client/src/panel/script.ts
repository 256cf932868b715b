/** What happens in the panel's page: clicks become messages, and a redraw keeps the place. Runs in the webview. */
export const SCRIPT = `
const editor = acquireVsCodeApi();
const kept = editor.getState();
if (kept && kept.y) window.scrollTo(0, kept.y);
addEventListener("scroll", () => editor.setState({ y: window.scrollY }));
document.addEventListener("click", (event) => {
  const from = event.target.closest("[data-line], [data-command]");
  if (!from) return;
  if (from.dataset.line) editor.postMessage({ line: Number(from.dataset.line) });
  else editor.postMessage({ command: from.dataset.command });
});
const page = document.getElementById("page");
addEventListener("message", ({ data }) => {
  if (data.body) {
    const focused = document.activeElement && document.activeElement.dataset;
    page.innerHTML = data.body;
    const again = focused && (focused.line || focused.command)
      ? page.querySelector(focused.line ? '[data-line="' + focused.line + '"]' : '[data-command="' + focused.command + '"]')
      : undefined;
    if (again) again.focus({ preventScroll: true });
  }
  const to = data.section && document.getElementById(data.section);
  if (to) to.scrollIntoView();
});
editor.postMessage({ command: "ready" });
`;

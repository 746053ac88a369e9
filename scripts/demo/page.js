/** In the browser: draws diagrams as GitHub does, and follows what happens while the demo plays. */
const content = document.querySelector("#content");
const dark = matchMedia("(prefers-color-scheme: dark)");
const drawn = new Map();
let drawings = 0;

async function draw(source) {
  mermaid.initialize({ startOnLoad: false, theme: dark.matches ? "dark" : "default", gantt: { useWidth: 820 } });
  const { svg } = await mermaid.render(`drawing-${drawings++}`, source);
  return svg;
}

async function drawAll() {
  for (const code of content.querySelectorAll("code.language-mermaid")) {
    const source = code.textContent;
    if (!drawn.has(source)) drawn.set(source, await draw(source));
    const figure = document.createElement("div");
    figure.className = "wide mermaid";
    figure.innerHTML = drawn.get(source);
    code.parentElement.replaceWith(figure);
  }
  document.body.dataset.drawn = "yes";
}

/** Keeps open what the reader has opened. */
function show(html) {
  const folded = () => [...content.querySelectorAll("details")];
  const open = folded().map((each) => each.open);
  content.innerHTML = html;
  folded().forEach((each, index) => {
    each.open = open[index] ?? false;
  });
  return drawAll();
}

dark.addEventListener("change", () => location.reload());
drawAll().catch(console.error);
if (document.body.dataset.live) {
  const news = new EventSource(`news?page=${document.body.dataset.live}`);
  news.onmessage = ({ data }) => show(JSON.parse(data)).catch(console.error);
}

// Text that cannot be read: WCAG's contrast of every text on a page with what is behind it.

/** Runs in the page: texts with a contrast below 4.5 (3 for large ones), and what is cut off at the page's edge. */
export function unreadable() {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  /** Any CSS colour over another, as the browser itself blends them. */
  const over = (colours) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const colour of colours) {
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
    }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const found = new Set();
  const dark = globalThis.matchMedia("(prefers-color-scheme: dark)").matches;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent.trim();
    const element = node.parentElement;
    if (!text || !element.checkVisibility() || element.closest("script, style, svg, [disabled]")) continue;
    const behind = [];
    for (let e = element; e; e = e.parentElement) behind.unshift(getComputedStyle(e).backgroundColor);
    behind.unshift(dark ? "#000" : "#fff");
    const style = getComputedStyle(element);
    const [a, b] = [luminance(over(behind)), luminance(over([...behind, style.color]))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const large = parseFloat(style.fontSize) >= 24;
    if (contrast < (large ? 3 : 4.5)) found.add(`${JSON.stringify(text.slice(0, 30))} has ${contrast.toFixed(2)}`);
  }
  return [...found];
}

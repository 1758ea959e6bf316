// How many letters there are in a field of the page, while somebody types; it stays beside that field.

const listening = new WeakMap();

export default function ({ data, parentElement: root }) {
  const out = root.querySelector("output");
  const field = () => document.querySelector(`[class*="st-key-${data.field}"] :is(input, textarea)`);
  const show = () => {
    const n = [...(field()?.value ?? "")].length;
    out.textContent = data.words.replace("{n}", String(n));
    out.classList.toggle("over", n > data.most);
  };
  document.removeEventListener("input", listening.get(root));
  listening.set(root, show);
  document.addEventListener("input", show);
  show();
  setTimeout(show, 100);
  return () => document.removeEventListener("input", listening.get(root));
}

// Hands one file to the page that asks for it, over the page's own connection: nothing is uploaded to an address.

const MOST = 2 * 1024 * 1024;

export default function ({ data, parentElement: root, setStateValue }) {
  const field = root.querySelector("input");
  const said = root.querySelector(".said");
  root.querySelector("label span").textContent = data.words.label;
  root.querySelector("label").hidden = false;  // until it has its name nobody meets it
  field.accept = data.accept;
  field.onchange = () => {
    const file = field.files[0];
    said.hidden = true;
    if (!file) return;
    if (file.size > MOST) { said.textContent = data.words.tooBig; said.hidden = false; return; }
    const reader = new FileReader();
    reader.onload = () => setStateValue("file", { name: file.name, data: reader.result.slice(reader.result.indexOf(",") + 1) });
    reader.readAsDataURL(file);
  };
}

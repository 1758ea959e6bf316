// One line of typing is one utterance. What is typed stays in this browser until the server says that it is kept:
// a dropped line, a reload or a dead laptop loses nothing, and nothing stays here once it is kept.

const AGAIN_MS = 4000;
const timers = new WeakMap();
const speakers = new WeakMap();

function shelf(session) {
  const name = `onsavis.notes.${session}`;
  return {
    read() {
      try { return JSON.parse(localStorage.getItem(name)) || { draft: "", queue: [] }; }
      catch { return { draft: "", queue: [] }; }
    },
    write(held) {
      if (held.draft || held.queue.length) localStorage.setItem(name, JSON.stringify(held));
      else localStorage.removeItem(name);
    },
  };
}

function draw(root, data, speaker, choose) {
  root.querySelector(".speakers").replaceChildren(...data.speakers.map(({ number, label }) => {
    const chip = document.createElement("button");
    chip.type = "button";
    chip.textContent = label;
    chip.ariaPressed = String(number === speaker);
    chip.onclick = () => choose(number);
    return chip;
  }));
}

function waiting(root, data, held) {
  const said = held.queue.length ? data.words.waiting.replace("{n}", String(held.queue.length)) : data.words.refused;
  const line = root.querySelector(".waiting");
  line.textContent = said;
  line.hidden = !said;
}

export default function ({ data, parentElement: root, setStateValue }) {
  const store = shelf(data.session);
  const held = store.read();
  const field = root.querySelector("input");
  const kept = new Set(data.kept);
  held.queue = held.queue.filter((one) => !kept.has(one.mark));
  let speaker = speakers.get(root) || 0;

  const send = () => setStateValue("queue", held.queue.map((one) => ({ ...one })));
  const choose = (number) => {
    speaker = number;
    speakers.set(root, number);
    draw(root, data, speaker, choose);
    field.focus();
  };

  root.querySelector("label span").textContent = data.words.label;
  root.querySelector("label").hidden = false;  // until it has its name nobody meets it
  root.querySelector(".hint").textContent = data.words.hint;
  draw(root, data, speaker, choose);
  if (data.words.again && !field.value && !held.draft) field.value = data.words.again;
  else if (!field.value && document.activeElement !== field) field.value = held.draft;
  held.draft = field.value;
  store.write(held);
  waiting(root, data, held);

  field.oninput = () => { held.draft = field.value; store.write(held); };
  field.onkeydown = (event) => {
    if (event.key !== "Enter" || event.isComposing || !field.value.trim()) return;
    event.preventDefault();
    const mark = crypto.getRandomValues(new Uint8Array(16)).reduce((all, one) => all + one.toString(16).padStart(2, "0"), "");
    held.queue.push({ mark, line: field.value, speaker, question: data.question, language: data.language });
    held.draft = field.value = "";
    store.write(held);
    waiting(root, data, held);
    send();
  };

  clearInterval(timers.get(root));
  timers.set(root, setInterval(() => { if (held.queue.length) send(); }, AGAIN_MS));
  return () => clearInterval(timers.get(root));
}

// Pages to put pins on, by a tap, or with the arrow keys and Enter. A pin is two whole numbers from 0 to 1000, a kind
// and perhaps a few words. It is handed in a moment after each change, and before the screen goes.

const FULL = 1000, LATER_MS = 1200, STEP = 25, SMALL_STEP = 5;
const boards = new Map();
let serial = 0;

function board(data) {
  if (!boards.has(data.name)) {
    const pins = data.pins.map((one) => ({ ...one, id: ++serial }));
    const at = data.most === 1 ? data.pages.findIndex((one) => one.key === pins[0]?.page) : 0;
    boards.set(data.name, { pins, at: Math.max(0, at), kind: data.kinds.length === 1 ? data.kinds[0].key : "", cross: null });
  }
  return boards.get(data.name);
}

const within = (number) => Math.max(0, Math.min(FULL, Math.round(number)));
const filled = (words, holes) => words.replace(/\{(\w+)\}/g, (_, name) => holes[name] ?? "");

function element(name, className, words = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = words;
  if (name === "button") made.type = "button";
  return made;
}

function drawKinds(root, held, data, change) {
  const group = root.querySelector(".kinds");
  group.hidden = data.kinds.length < 2;
  if (group.hidden) return;
  if (group.children.length !== data.kinds.length + 1) {
    group.replaceChildren(element("legend", ""), ...data.kinds.map((kind) => {
      const button = element("button", `kind ${kind.key}`);
      const icon = element("span", "icon", kind.icon);
      icon.ariaHidden = "true";
      button.append(icon, element("span", "label"));
      return button;
    }));
  }
  group.querySelector("legend").textContent = data.words.choose;
  data.kinds.forEach((kind, at) => {
    const button = group.querySelectorAll("button")[at];
    button.querySelector(".label").textContent = kind.label;
    button.ariaPressed = String(held.kind === kind.key);
    button.onclick = () => { held.kind = kind.key; change(); };
  });
}

function drawPager(root, held, data, turn) {
  const of = data.pages.length;
  root.querySelector(".pager").hidden = of < 2;
  root.querySelector(".where").textContent = filled(data.words.where, { n: held.at + 1, of });
  for (const [name, step] of [["earlier", -1], ["later", 1]]) {
    const button = root.querySelector(`.${name}`);
    button.textContent = data.words[name];
    button.ariaDisabled = String(!data.pages[held.at + step]);
    button.onclick = () => { if (data.pages[held.at + step]) turn(held.at + step); };
  }
}

function drawSheet(root, held, data, here) {
  const page = data.pages[held.at];
  const sheet = root.querySelector(".sheet"), picture = sheet.querySelector("img");
  sheet.ariaLabel = filled(data.words.sheet, { page: page.alt });
  if (picture.getAttribute("src") !== page.picture) picture.src = page.picture;
  picture.alt = page.alt;
  picture.draggable = false;
  sheet.querySelector(".marks").replaceChildren(...here.map((pin, at) => {
    const mark = element("button", `mark ${pin.kind}`);
    mark.append(element("span", "icon", icon(data, pin)), element("span", "number", here.length > 1 ? `${at + 1}` : ""));
    Object.assign(mark.style, { left: `${pin.x / 10}%`, top: `${pin.y / 10}%` });
    mark.tabIndex = -1;
    mark.ariaLabel = called(data, pin, at);
    mark.onclick = (event) => {
      event.stopPropagation();
      root.querySelector(`[data-pin="${pin.id}"]`)?.querySelector("input, button").focus();
    };
    return mark;
  }));
  const cross = sheet.querySelector(".cross");
  cross.hidden = !held.cross;
  if (held.cross) Object.assign(cross.style, { left: `${held.cross.x / 10}%`, top: `${held.cross.y / 10}%` });
}

const kindOf = (data, pin) => data.kinds.find((one) => one.key === pin.kind);
const icon = (data, pin) => kindOf(data, pin)?.icon ?? "📌";
const called = (data, pin, at) => `${filled(data.words.pin, { n: at + 1 })} ${kindOf(data, pin)?.label ?? ""}`.trim();

function line(data, pin, edit, away) {
  const made = element("li", `line ${pin.kind}`);
  made.dataset.pin = pin.id;
  made.append(element("span", "badge"));
  if (data.longest) {
    const field = element("input", "words");
    Object.assign(field, { value: pin.words, maxLength: data.longest, autocomplete: "off", enterKeyHint: "done" });
    field.oninput = () => edit(pin, field.value, false);
    field.onchange = () => edit(pin, field.value, true);
    field.onkeydown = (event) => { event.stopPropagation(); if (event.key === "Enter") field.blur(); };
    made.append(field);
  } else {
    made.append(element("span", "told"));
  }
  const button = element("button", "away");
  button.append(element("span", "", "✕ "), element("span", "label"));
  button.onclick = () => away(pin);
  made.append(button);
  return made;
}

function drawList(root, data, here, edit, away) {
  const list = root.querySelector(".list");
  const there = new Map([...list.children].map((one) => [one.dataset.pin, one]));
  for (const [id, one] of there) if (!here.some((pin) => String(pin.id) === id)) one.remove();
  here.forEach((pin, at) => {
    let row = there.get(String(pin.id));
    if (!row) list.append(row = line(data, pin, edit, away));
    row.querySelector(".badge").textContent = `${icon(data, pin)} ${at + 1}`;
    const field = row.querySelector("input"), told = called(data, pin, at);
    if (field) {
      field.placeholder = pin.kind === "idea" ? data.words.idea : data.words.why;
      field.ariaLabel = `${told}: ${field.placeholder}`;
    } else {
      row.querySelector(".told").textContent = told;
    }
    const button = row.querySelector(".away");
    button.lastChild.textContent = data.words.away;
    button.ariaLabel = `${data.words.away}: ${told}`;
  });
}

export default function ({ data, parentElement: root, setStateValue }) {
  const held = board(data);
  const sheet = root.querySelector(".sheet"), desk = root.querySelector(".desk");
  const said = root.querySelector(".said");
  held.at = Math.min(held.at, data.pages.length - 1);

  const handIn = () => {
    clearTimeout(held.later);
    if (held.fresh) setStateValue("pins", held.pins.map(({ id, ...one }) => one));
    held.fresh = false;
  };
  const soon = () => {
    clearTimeout(held.later);
    held.later = setTimeout(handIn, LATER_MS);
  };
  const changed = () => {
    held.fresh = true;
    soon();
  };
  const edit = (pin, words, ended) => {
    if (pin.words !== words) { pin.words = words; changed(); }
    if (ended) handIn();
  };
  const away = (pin) => {
    held.pins = held.pins.filter((one) => one !== pin);
    changed();
    show();
    sheet.focus({ preventScroll: true });
    tell();
  };
  const tell = (words = "") => {
    const put = data.most > 1 ? filled(data.words.put, { n: held.pins.length, most: data.most }) : "";
    said.textContent = `${words} ${put}`.trim();
    said.classList.toggle("warns", Boolean(words));
  };
  const turn = (at) => { held.at = at; held.cross = null; show(); tell(); };

  function put(x, y) {
    if (data.kinds.length && !held.kind) { tell(data.words.chooseFirst); return; }
    if (data.most === 1) held.pins = [];
    if (held.pins.length >= data.most) { tell(data.words.full); return; }
    held.pins.push({ page: data.pages[held.at].key, x: within(x), y: within(y), kind: held.kind, words: "", id: ++serial });
    changed();
    show();
    tell();
  }

  function show() {
    const here = held.pins.filter((one) => one.page === data.pages[held.at].key);
    drawKinds(root, held, data, () => { show(); tell(); });
    drawPager(root, held, data, turn);
    drawSheet(root, held, data, here);
    drawList(root, data, here, edit, away);
    root.querySelector(".hint").textContent = data.kinds.length > 1 ? data.words.hint : data.words.tap;
  }

  sheet.onclick = (event) => {
    const box = sheet.querySelector("img").getBoundingClientRect();
    held.cross = null;
    put((event.clientX - box.left) / box.width * FULL, (event.clientY - box.top) / box.height * FULL);
  };
  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  sheet.onkeydown = (event) => {
    const way = ways[event.key];
    if (!way && event.key !== " " && event.key !== "Enter") return;
    event.preventDefault();
    event.stopPropagation();
    held.cross ??= { x: FULL / 2, y: FULL / 2 };
    if (way) {
      const step = event.shiftKey ? SMALL_STEP : STEP;
      held.cross = { x: within(held.cross.x + way[0] * step), y: within(held.cross.y + way[1] * step) };
      show();
    } else put(held.cross.x, held.cross.y);
  };
  sheet.onfocus = () => {
    if (!sheet.matches(":focus-visible")) return;
    held.cross ??= { x: FULL / 2, y: FULL / 2 };
    show();
  };
  sheet.onblur = () => { held.cross = null; show(); };

  show();
  tell();
  if (held.fresh) soon();  // put on pages that were drawn here anew since
  window.addEventListener("onsavis-hand-in", handIn);
  desk.onpointerleave = handIn;
  desk.onfocusout = (event) => { if (!desk.contains(event.relatedTarget)) handIn(); };
  return () => {
    clearTimeout(held.later);
    window.removeEventListener("onsavis-hand-in", handIn);
  };
}

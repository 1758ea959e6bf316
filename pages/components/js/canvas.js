// A sheet to draw on, with a finger, a pen, a mouse or the arrow keys. What is drawn are whole numbers on 1000 by 750:
// nothing of it can be anything but lines. It is handed in a moment after each line, and before the screen goes.

const ACROSS = 1000, DOWN = 750, LATER_MS = 1200, STEP = 20, NEAR = 3, RUBBER = "#ffffff";
const sheets = new Map();

function sheet(name, strokes) {
  if (!sheets.has(name)) sheets.set(name, { strokes: structuredClone(strokes), colour: 0, width: 1, pen: null });
  return sheets.get(name);
}

function paint(canvas, held, data) {
  const ink = canvas.getContext("2d");
  ink.fillStyle = "#ffffff";
  ink.fillRect(0, 0, ACROSS, DOWN);
  ink.lineCap = ink.lineJoin = "round";
  for (const { colour, width, points } of held.strokes) {
    ink.strokeStyle = data.colours[colour];
    ink.lineWidth = data.widths[width];
    ink.beginPath();
    ink.moveTo(points[0], points[1]);
    for (let at = 0; at < points.length; at += 2) ink.lineTo(points[at], points[at + 1]);
    ink.stroke();
  }
  if (!held.pen) return;
  ink.strokeStyle = held.pen.down ? data.colours[held.colour] : "#1b2430";
  ink.lineWidth = 3;
  ink.strokeRect(held.pen.x - 9, held.pen.y - 9, 18, 18);
}

const within = (number, most) => Math.max(0, Math.min(most, Math.round(number)));

function add(stroke, x, y) {
  const { points } = stroke;
  const near = points.length && Math.hypot(points.at(-2) - x, points.at(-1) - y) < NEAR;
  if (!near) points.push(x, y);
}

function tools(root, held, data, change) {
  const pick = (kind, at, label, dot) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "pick";
    button.ariaLabel = label;
    button.title = label;
    button.ariaPressed = String(held[kind] === at);
    const mark = document.createElement("span");
    if (dot.background === RUBBER) mark.textContent = "🧽", mark.style.border = "0";
    else Object.assign(mark.style, dot);
    button.append(mark);
    button.onclick = () => { held[kind] = at; change(); root.querySelectorAll(`.${kind}s button`)[at].focus(); };
    return button;
  };
  const group = (name, legend, buttons) => {
    const title = document.createElement("legend");
    title.textContent = legend;
    root.querySelector(name).replaceChildren(title, ...buttons);
  };
  group(".colours", data.words.colours, data.colours.map((colour, at) =>
    pick("colour", at, data.words.colour[at], { width: "60%", height: "60%", background: colour })));
  group(".widths", data.words.widths, data.widths.map((width, at) =>
    pick("width", at, data.words.width[at], { width: `${width + 4}px`, height: `${width + 4}px`, background: "#1b2430" })));
}

function byFinger(canvas, held, begin, extend, end) {
  const spot = (event) => {
    const box = canvas.getBoundingClientRect();
    return [within((event.clientX - box.left) / box.width * ACROSS, ACROSS),
      within((event.clientY - box.top) / box.height * DOWN, DOWN)];
  };
  canvas.onpointerdown = (event) => {
    if (held.finger !== undefined || event.button > 0) return;
    held.finger = event.pointerId;
    held.pen = null;
    try { canvas.setPointerCapture(event.pointerId); } catch { /* a finger that is gone already */ }
    begin(...spot(event));
  };
  canvas.onpointermove = (event) => {
    if (event.pointerId !== held.finger) return;
    for (const one of event.getCoalescedEvents?.().length ? event.getCoalescedEvents() : [event]) extend(...spot(one));
  };
  canvas.onpointerup = canvas.onpointercancel = (event) => {
    if (event.pointerId !== held.finger) return;
    held.finger = undefined;
    end();
  };
}

function byKeys(canvas, held, begin, extend, end, repaint) {
  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  canvas.onkeydown = (event) => {
    const way = ways[event.key];
    if (!way && event.key !== " " && event.key !== "Enter") return;
    event.preventDefault();
    held.pen ??= { x: ACROSS / 2, y: DOWN / 2, down: false };
    if (!way) {
      held.pen.down = !held.pen.down;
      if (held.pen.down) begin(held.pen.x, held.pen.y); else end();
    } else {
      held.pen.x = within(held.pen.x + way[0] * STEP, ACROSS);
      held.pen.y = within(held.pen.y + way[1] * STEP, DOWN);
      if (held.pen.down) extend(held.pen.x, held.pen.y);
    }
    repaint();
  };
  canvas.onblur = () => { if (held.pen?.down) end(); held.pen = null; repaint(); };
}

function room(held, data) {
  return held.strokes.length < data.most.strokes
    && held.strokes.reduce((all, one) => all + one.points.length, 0) < data.most.numbers;
}

export default function ({ data, parentElement: root, setStateValue }) {
  const held = sheet(data.name, data.strokes);
  const canvas = root.querySelector("canvas");
  const say = (words) => { root.querySelector(".hint").textContent = words; };
  const desk = root.querySelector(".desk");
  [canvas.width, canvas.height, canvas.ariaLabel] = [ACROSS, DOWN, data.words.sheet];
  canvas.tabIndex = 0;

  const repaint = () => paint(canvas, held, data);
  const handIn = () => {
    clearTimeout(held.later);
    if (held.fresh) setStateValue("strokes", held.strokes.filter((one) => one !== held.now));
    held.fresh = false;
  };
  const soon = () => {
    clearTimeout(held.later);
    held.later = setTimeout(handIn, LATER_MS);
  };
  const changed = () => {
    held.fresh = true;
    soon();
    repaint();
  };
  const begin = (x, y) => {
    clearTimeout(held.later);
    if (!room(held, data)) { say(data.words.full); return; }
    held.now = { colour: held.colour, width: held.width, points: [x, y] };
    held.strokes.push(held.now);
    repaint();
  };
  const extend = (x, y) => {
    if (!held.now || held.now.points.length > data.most.numbers / 10) return;
    add(held.now, x, y);
    repaint();
  };
  const end = () => { if (held.now) { held.now = null; changed(); } };
  byFinger(canvas, held, begin, extend, end);
  byKeys(canvas, held, begin, extend, end, repaint);

  const show = () => { tools(root, held, data, show); repaint(); };
  const sure = root.querySelector(".sure");
  const button = (name, words, deed) => {
    const one = root.querySelector(`.${name}`);
    one.textContent = words;
    one.onclick = deed;
    return one;
  };
  button("undo", data.words.undo, () => { if (held.strokes.pop()) changed(); });
  button("clear", data.words.clear, () => { sure.hidden = !held.strokes.length; if (!sure.hidden) yes.focus(); });
  const yes = button("yes", data.words.yes, () => { held.strokes = []; sure.hidden = true; changed(); canvas.focus(); });
  button("no", data.words.no, () => { sure.hidden = true; });
  sure.querySelector("span").textContent = data.words.sure;
  say(data.words.hint);
  show();
  if (held.fresh) soon();  // drawn on a sheet that was put here anew since

  window.addEventListener("onsavis-hand-in", handIn);
  desk.onpointerleave = () => { if (!held.now) handIn(); };
  desk.onfocusout = (event) => { if (!desk.contains(event.relatedTarget) && !held.now) handIn(); };
  return () => {
    clearTimeout(held.later);
    window.removeEventListener("onsavis-hand-in", handIn);
  };
}

// Up to six children or pairs that are watched at once. What is tapped or written stays in this browser until the server
// says that it is kept: a dropped line, a reload or a dead laptop loses nothing. The clocks live here and nowhere else.

const AGAIN_MS = 4000, TICK_MS = 500, PATIENCE = 3, LONGEST_S = 7200, NOTES = 2;
const desks = new WeakMap();
const MOUTHS = {
  3: ["M17 50 Q32 30 47 50", "M19 43 H45", "M18 40 Q32 54 46 40"],
  5: ["M17 50 Q32 30 47 50", "M20 46 Q32 38 44 46", "M19 43 H45", "M20 41 Q32 50 44 41", "M16 38 Q32 60 48 38 Z"],
};
const SIGNS = { unaided: "★", helped: "🤝", failed: "✕", not_tried: "○" };

const stamp = () =>
  crypto.getRandomValues(new Uint8Array(12)).reduce((all, one) => all + one.toString(16).padStart(2, "0"), "");
const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
const place = (desk, child) => `${child} ${desk.held.task} ${desk.held.version}`;

function shelf(session) {
  const name = `onsavis.observe.${session}`;
  const fresh = { queue: [], clocks: {}, drafts: {}, task: "", version: "" };
  return {
    read() { try { return { ...fresh, ...JSON.parse(localStorage.getItem(name)) }; } catch { return fresh; } },
    write(held) { try { localStorage.setItem(name, JSON.stringify(held)); } catch { /* no room: it stays in this page */ } },
    forget() { try { localStorage.removeItem(name); } catch { /* there was none */ } },
  };
}

function made(tag, facts = {}, ...within) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(facts)) {
    if (name.startsWith("on") || name in node) node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...within);
  return node;
}

function face(steps, step) {
  const drawn = (tag, facts) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(facts)) node.setAttribute(name, value);
    return node;
  };
  const line = { fill: "none", stroke: "currentColor", "stroke-width": 5, "stroke-linecap": "round" };
  const whole = drawn("svg", { viewBox: "0 0 64 64", "aria-hidden": "true" });
  whole.append(drawn("circle", { cx: 32, cy: 32, r: 28, ...line, "stroke-width": 4 }),
    drawn("circle", { cx: 22, cy: 26, r: 4, fill: "currentColor" }), drawn("circle", { cx: 42, cy: 26, r: 4, fill: "currentColor" }),
    drawn("path", { d: MOUTHS[steps][step - 1], ...line }));
  return whole;
}

// ---- what is known: what the server says, and on top of it what it has not kept yet

function seen(desk, child) {
  const { task, version } = desk.held;
  const here = (one) => one.participant === child && one.question === task && one.version === version;
  return Object.assign({}, desk.data.records.find(here),
    ...desk.held.queue.filter((one) => one.kind === "record" && here(one)).map((one) => one.changed));
}

function meets(desk, child) {
  const { version, queue } = desk.held;
  const met = new Set(desk.data.met.filter(([, who, of]) => who === child && of === version).map(([problem]) => problem));
  for (const one of queue) {
    if (one.kind !== "met" || one.participant !== child || one.version !== version) continue;
    if (one.really) met.add(one.problem); else met.delete(one.problem);
  }
  return met;
}

function notes(desk, child) {
  const here = (one) => one.participant === child && one.question === desk.held.task;
  const gone = new Set(desk.held.queue.filter((one) => one.kind === "strike").map((one) => one.note));
  const waiting = desk.held.queue.filter((one) => one.kind === "note" && here(one)).reverse();
  return [...waiting, ...desk.data.notes.filter((one) => here(one) && !gone.has(one.id))].slice(0, NOTES);
}

function elapsed(desk, child) {
  const runs = desk.held.clocks[place(desk, child)];
  return runs && runs.before + Math.floor((Date.now() - runs.started) / 1000);
}

// ---- what is done: every deed goes in the queue first

function put(desk, child, kind, facts) {
  const { task, version, queue } = desk.held;
  const one = { stamp: stamp(), kind, participant: child, question: task, version, ...facts };
  if (kind === "record") {  // what this one says anew need not be said twice
    const says = (each) => each.kind === kind && each.participant === child && each.question === task
      && each.version === version && Object.keys(each.changed).every((name) => name in facts.changed);
    desk.held.queue = queue.filter((each) => !says(each));
  }
  desk.held.queue.push(one);
  desk.refusals.delete(child);
  save(desk);
  paint(desk);
  desk.send();
}

const save = (desk) => desk.store.write(desk.held);
const record = (desk, child, changed) => put(desk, child, "record", { changed });

function startOrStop(desk, child) {
  const at = place(desk, child), runs = desk.held.clocks[at];
  if (!runs) {
    desk.held.clocks[at] = { started: Date.now(), before: seen(desk, child).seconds || 0 };
    save(desk);
    return paint(desk);
  }
  const seconds = elapsed(desk, child);
  delete desk.held.clocks[at];
  desk.ranOn.delete(at);
  const tooLong = seconds > LONGEST_S ? { interrupted: true } : {};
  record(desk, child, { seconds: Math.min(LONGEST_S, Math.max(1, seconds)), ...tooLong });
}

function typeTime(desk, child, card) {
  const [minutes, seconds] = [...card.typed.querySelectorAll("input")].map((one) => one.value.trim());
  const total = /^\d*$/.test(minutes + seconds) ? Number(minutes || 0) * 60 + Number(seconds || 0) : `${minutes}:${seconds}`;
  const time = total || null;  // no time at all, or none that was taken
  if (time === (seen(desk, child).seconds ?? null)) return;
  delete desk.held.clocks[place(desk, child)];
  record(desk, child, { seconds: time });
}

function write(desk, child, field, kind) {
  if (!field.value.trim()) return;
  const words = field.value;
  field.value = "";
  delete desk.held.drafts[`${kind} ${child}`];
  const second = kind === "note" ? elapsed(desk, child) ?? seen(desk, child).seconds : null;
  put(desk, child, kind, second ? { words, second: Math.min(LONGEST_S, second) } : { words });
}

// ---- what is drawn: a card is made once and then only changed, so nothing that is being typed moves

function counter(desk, child, name) {
  const say = desk.data.words, out = made("output", { className: "count" });
  const less = made("button", { type: "button", textContent: "−", onclick: () => {
    const now = seen(desk, child)[name] ?? null;
    record(desk, child, { [name]: now === null ? 0 : now ? now - 1 : null });
  } });
  const more = made("button", { type: "button", textContent: "+", onclick: () =>
    record(desk, child, { [name]: Math.min(99, (seen(desk, child)[name] ?? 0) + 1) }) });
  const node = made("div", { className: "counter", role: "group" }, less, made("div", {}, out,
    made("span", { className: "small", textContent: say[name] })), more);
  const show = (value) => {
    out.textContent = value ?? "–";
    node.ariaLabel = `${say[name]}: ${value ?? say.uncounted}`;
    less.ariaLabel = `${say[name]} −1`;
    more.ariaLabel = `${say[name]} +1`;
  };
  return { node, show };
}

function easeOf(desk, child) {
  const say = desk.data.words, steps = desk.data.ease;
  if (!MOUTHS[steps.length]) {
    const list = made("select", { ariaLabel: say.ease, onchange: () =>
      record(desk, child, { ease: list.value ? Number(list.value) : null }) },
    new Option("–", ""), ...steps.map((words, at) => new Option(words, String(at + 1))));
    return { node: list, show: (value) => { list.value = value ?? ""; } };
  }
  const taps = steps.map((words, at) => made("button", { type: "button", ariaLabel: words, title: words, onclick: () =>
    record(desk, child, { ease: seen(desk, child).ease === at + 1 ? null : at + 1 }) }, face(steps.length, at + 1)));
  const show = (value) => taps.forEach((one, at) => { one.ariaPressed = String(value === at + 1); });
  return { node: made("div", { className: "faces", role: "group", ariaLabel: say.ease }, ...taps), show };
}

function field(desk, child, kind, label) {
  const key = `${kind} ${child}`;
  const node = made("input", { maxLength: kind === "note" ? 1000 : 240, autocomplete: "off", enterKeyHint: "send",
    placeholder: label, ariaLabel: label, value: desk.held.drafts[key] || "" });
  node.oninput = () => { desk.held.drafts[key] = node.value; save(desk); };
  node.onkeydown = (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    write(desk, child, node, kind);
  };
  return node;
}

function timing(desk, child, card) {
  const say = desk.data.words;
  card.go = made("button", { type: "button", className: "go", onclick: () => startOrStop(desk, child) });
  card.time = made("output", { className: "time", role: "timer" });
  card.keys = made("button", { type: "button", className: "keys", textContent: "⌨", title: say.type, ariaLabel: say.type,
    onclick: () => { card.typed.hidden = !card.typed.hidden; paint(desk); } });
  card.cut = made("button", { type: "button", className: "cut", onclick: () => {
    desk.ranOn.delete(place(desk, child));
    record(desk, child, { interrupted: !seen(desk, child).interrupted });
  } });
  const digits = (label) => made("label", {}, made("input", { inputMode: "numeric", maxLength: 3, autocomplete: "off",
    onchange: () => typeTime(desk, child, card), onkeydown: (event) => { if (event.key === "Enter") event.target.blur(); } }), label);
  card.typed = made("div", { className: "typed", hidden: true }, digits(say.minutes), digits(say.seconds));
  return [made("div", { className: "clock" }, card.go, card.time, card.keys, card.cut), card.typed];
}

function cardOf(desk, child) {
  const say = desk.data.words, card = { child };
  card.name = made("h3");
  card.ended = Object.keys(SIGNS).map((name) => made("button", { type: "button", value: name, onclick: () =>
    record(desk, child, { ended: seen(desk, child).ended === name ? null : name }) }));
  card.errors = counter(desk, child, "errors");
  card.assists = counter(desk, child, "assists");
  card.ease = easeOf(desk, child);
  card.note = field(desk, child, "note", say.note);
  card.said = made("ul", { className: "said" });
  card.open = made("button", { type: "button", className: "trouble", ariaExpanded: "false",
    onclick: () => { card.problems.hidden = !card.problems.hidden; paint(desk); } });
  card.known = made("div", { className: "known" });
  card.problem = field(desk, child, "problem", say.problem);
  card.problems = made("div", { className: "problems", hidden: true }, card.known, card.problem);
  card.ran = made("p", { className: "ran", textContent: say.ran_on, hidden: true });
  card.refusal = made("p", { className: "refusal", role: "alert", hidden: true });
  card.deeds = made("div", { className: "deeds" }, ...timing(desk, child, card), card.ran,
    made("div", { className: "ended", role: "group", ariaLabel: say.ended }, ...card.ended),
    made("div", { className: "counts" }, card.errors.node, card.assists.node),
    made("div", { className: "last" }, made("div", { className: "ease" },
      made("span", { className: "small", textContent: say.ease, ariaHidden: "true" }), card.ease.node), card.open),
    card.problems, card.note);
  card.node = made("section", { className: "card" }, card.name, card.refusal, card.deeds, card.said);
  return card;
}

function showNotes(desk, card) {
  const say = desk.data.words;
  card.said.replaceChildren(...notes(desk, card.child).map((one) => {
    const words = one.held ? `${one.words ? "🔒" : "🛟"} ${one.words || say.lane}` : one.words;
    const line = made("li", {}, made("span", { textContent: one.second ? `${clock(one.second)} ${words}` : words }));
    if (!one.id) line.append(made("em", { textContent: say.unkept }));
    else if (desk.data.state === "open") line.append(made("button", { type: "button", textContent: "✕",
      title: say.strike, ariaLabel: `${say.strike}: ${words}`, onclick: () => put(desk, card.child, "strike", { note: one.id }) }));
    return line;
  }));
}

function showProblems(desk, card) {
  const { words: say, problems } = desk.data, met = meets(desk, card.child);
  const waiting = desk.held.queue.filter((one) => one.kind === "problem" && one.participant === card.child
    && one.version === desk.held.version);
  const many = problems.filter((one) => met.has(one.id)).length + waiting.length;
  card.open.replaceChildren(made("span", { className: "count", textContent: `${card.problems.hidden ? "▸" : "▾"} ${many}` }),
    made("span", { className: "small", textContent: say.problems }));
  card.open.ariaLabel = `${say.problems}: ${many}`;
  card.open.ariaExpanded = String(!card.problems.hidden);
  card.open.classList.toggle("some", many > 0);
  const here = (one) => (one.place === desk.held.task ? 0 : 1);
  const shown = [...problems].sort((one, other) => here(one) - here(other));
  const shape = JSON.stringify([shown, [...met], waiting.map((one) => one.stamp)]);
  if (card.known.dataset.shape === shape) return;  // not drawn anew under a finger
  card.known.dataset.shape = shape;
  const chip = (words, pressed, onclick) => made("button", { type: "button", ariaPressed: String(pressed),
    textContent: `${pressed ? "☑" : "☐"} ${words}`, disabled: !onclick, onclick });
  card.known.replaceChildren(...waiting.map((one) => chip(one.words, true, null)), ...shown.map((one) => chip(one.words,
    met.has(one.id), () => put(desk, card.child, "met", { problem: one.id, really: !meets(desk, card.child).has(one.id) }))));
}

function showCard(desk, card, child) {
  const say = desk.data.words, now = seen(desk, card.child), at = place(desk, card.child);
  const running = elapsed(desk, card.child);
  card.name.replaceChildren(child.label, " ", made("span", { className: "small", textContent: child.size }));
  card.node.classList.toggle("runs", running !== undefined);
  card.deeds.hidden = child.out;
  card.deeds.inert = desk.data.state !== "open";
  card.go.textContent = running === undefined ? `▶ ${say.start}` : `■ ${say.halt}`;
  card.time.textContent = running !== undefined ? clock(running) : now.seconds ? clock(now.seconds) : "–:––";
  card.cut.ariaPressed = String(Boolean(now.interrupted));
  card.cut.textContent = `${now.interrupted ? "☑" : "☐"} ${say.interrupted}`;
  card.time.classList.toggle("void", Boolean(now.interrupted));
  card.ran.hidden = !desk.ranOn.has(at);
  card.keys.ariaExpanded = String(!card.typed.hidden);
  for (const [which, one] of [...card.typed.querySelectorAll("input")].entries()) {
    if (one === card.node.getRootNode().activeElement) continue;
    one.value = now.seconds ? (which ? now.seconds % 60 : Math.floor(now.seconds / 60)) : "";
  }
  for (const one of card.ended) {
    const chosen = now.ended === one.value;
    one.ariaPressed = String(chosen);
    one.replaceChildren(made("span", { textContent: chosen ? "✔" : SIGNS[one.value], ariaHidden: "true" }), say[one.value]);
  }
  card.errors.show(now.errors);
  card.assists.show(now.assists);
  card.ease.show(now.ease);
  showNotes(desk, card);
  showProblems(desk, card);
  const why = child.out ? say.out : desk.refusals.get(card.child) || "";
  card.refusal.hidden = !why;
  if (card.refusal.textContent !== why) card.refusal.textContent = why;
}

function choose(desk, facts) {
  Object.assign(desk.held, facts);
  save(desk);
  paint(desk);
}

function showTask(desk, root) {
  const { tasks, versions, words: say, shown } = desk.data, { held } = desk;
  if (!tasks.some((one) => one.id === held.task)) held.task = tasks[0].id;
  if (!versions.some(([id]) => id === held.version)) held.version = versions[0][0];
  const runs = (test) => Object.keys(held.clocks).some((at) => test(at.split(" ")));
  const tab = (words, label, pressed, ticks, facts) => made("button", { type: "button", textContent: ticks ? `${words} ⏱` : words,
    ariaLabel: ticks ? `${label}, ${say.runs}` : label, ariaPressed: String(pressed), onclick: () => choose(desk, facts) });
  const bar = JSON.stringify([tasks, versions, held.task, held.version, Object.keys(held.clocks)]);
  if (root.dataset.bar === bar) return;
  root.dataset.bar = bar;
  const active = root.getRootNode().activeElement?.ariaLabel;
  root.querySelector(".tasks").ariaLabel = say.tasks;
  root.querySelector(".tasks").replaceChildren(...tasks.map((one, at) => tab(String(at + 1), `${say.task} ${at + 1}`,
    one.id === held.task, runs(([, task]) => task === one.id), { task: one.id })));
  root.querySelector(".versions").ariaLabel = say.version;
  root.querySelector(".versions").replaceChildren(...(versions.length < 2 ? [] : versions.map(([id, number]) =>
    tab(`v${number}`, `${say.version} ${number}`, id === held.version, runs(([, , of]) => of === id), { version: id }))));
  [...root.querySelectorAll(".bar button")].find((one) => one.ariaLabel === active)?.focus();
  const task = tasks.find((one) => one.id === held.task);
  const facts = [[say.success, task.success], [say.until, task.stop]].filter(([, words]) => words);
  root.querySelector(".task").replaceChildren(made("h2", { textContent: task.words, lang: shown }),
    made("p", { className: "rules" }, made("span", { textContent: `${task.help ? "🤝" : "🚫"} ${task.help ? say.help : say.no_help}` }),
      made("span", { textContent: `⏱ ${task.minutes}` }), ...facts.map(([label, words]) =>
        made("span", {}, made("b", { textContent: `${label} ` }), made("span", { textContent: words, lang: shown })))));
}

function paint(desk) {
  const { data, root } = desk;
  root.querySelector(".stands").textContent = data.words.stands;
  root.querySelector(".stands").hidden = data.state === "open";
  root.querySelector(".desk").classList.toggle("over", data.state === "closed");
  showTask(desk, root.querySelector(".desk"));
  const cards = root.querySelector(".cards");
  const wanted = data.children.map((child) => {
    if (!desk.cards.has(child.id)) desk.cards.set(child.id, cardOf(desk, child.id));
    return desk.cards.get(child.id).node;
  });
  for (const one of [...cards.children]) if (!wanted.includes(one)) one.remove();
  wanted.forEach((one, at) => { if (cards.children[at] !== one) cards.insertBefore(one, cards.children[at] || null); });
  for (const child of data.children) showCard(desk, desk.cards.get(child.id), child);
  tell(desk);
}

function tell(desk) {
  const { data, held, root } = desk;
  if (!held.queue.length) desk.waits = 0;
  const late = held.queue.length && (desk.waits > PATIENCE || data.state !== "open");
  const line = root.querySelector(".waiting");
  const said = late ? data.words[data.state === "closed" ? "too_late" : "waiting"].replace("{n}", held.queue.length) : [...desk.elsewhere.values()].join(" ");
  if (line.textContent !== said) line.textContent = said;
  line.hidden = !said;
}

function tick(desk) {
  for (const [child, card] of desk.cards) {
    const running = elapsed(desk, child);
    if (running !== undefined) card.time.textContent = clock(running);
  }
  desk.waits += 1;
  tell(desk);
}

function settle(desk) {
  const { data, held } = desk, kept = new Set(data.kept);
  for (const one of held.queue.filter((each) => kept.has(each.stamp) && data.refused[each.stamp])) {
    const why = data.refused[one.stamp], shown = data.children.some((child) => child.id === one.participant);
    (shown ? desk.refusals : desk.elsewhere).set(one.participant, why);
    const key = `${one.kind} ${one.participant}`, card = desk.cards.get(one.participant);
    if ((one.kind === "note" || one.kind === "problem") && !held.drafts[key]) {
      held.drafts[key] = one.words;
      if (card && !card[one.kind].value) card[one.kind].value = one.words;
    }
  }
  held.queue = held.queue.filter((one) => !kept.has(one.stamp));
}

export default function ({ data, parentElement: root, setStateValue }) {
  let desk = desks.get(root);
  if (!desk || desk.session !== data.session) {
    root.querySelector(".cards").replaceChildren();
    const store = shelf(data.session), held = store.read();
    desk = { root, store, held, session: data.session, cards: new Map(), refusals: new Map(), elsewhere: new Map(),
      ranOn: new Set(Object.keys(held.clocks)), waits: 0, sent: 0 };
    desks.set(root, desk);
  }
  desk.data = data;
  desk.send = () => {
    if (data.state !== "open" || (!desk.held.queue.length && !desk.sent)) return;
    desk.sent = desk.held.queue.length;
    setStateValue("queue", desk.held.queue.map((one) => ({ ...one })));
  };
  settle(desk);
  save(desk);
  paint(desk);
  if (data.state === "closed") desk.store.forget();
  if (!desk.held.queue.length && desk.sent) desk.send();  // nothing waits: nothing is said again to another server
  // Keys belong to these fields alone: elsewhere a single letter may mean something to the page.
  root.querySelector(".desk").onkeydown = root.querySelector(".desk").onkeyup = (event) => event.stopPropagation();
  clearInterval(desk.again);
  clearInterval(desk.ticks);
  desk.again = setInterval(() => { if (desk.held.queue.length) desk.send(); }, AGAIN_MS);
  desk.ticks = setInterval(() => tick(desk), TICK_MS);
  if (desk.held.queue.length && !desk.sent) desk.send();
  return () => { clearInterval(desk.again); clearInterval(desk.ticks); };
}

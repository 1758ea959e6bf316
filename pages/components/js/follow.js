// Follows the leader: asks our own address every second whether anything changed, and runs the page again only then.
// The page says with which stamp it was drawn; the answer is the stamp of this moment. What stands before the last
// space of it tells one screen from another: before another screen comes, what is being typed or drawn is handed in.

const EVERY = 1000, UNSEEN = 5000, LONGEST = 15000, ONCE_MORE = 4000, SOON = 60;
let drawn = "", told = "", toldAt = 0, failed = 0, timer = 0, notify = null;

const place = (stamp) => stamp.slice(0, stamp.lastIndexOf(" "));
const running = () => document.querySelector(".stApp")?.dataset.testScriptState !== "notRunning";

function next(ms) {
  clearTimeout(timer);
  if (notify) timer = setTimeout(ask, ms);
}

function pause() {
  if (failed) return Math.min(EVERY * 2 ** failed, LONGEST);
  return (document.hidden ? UNSEEN : EVERY) * (.9 + Math.random() * .2);
}

async function ask() {
  let answer = "";
  try {
    const came = await fetch("/pace", { credentials: "same-origin", cache: "no-store" });
    answer = came.ok ? await came.text() : "";
  } catch { /* no server for the moment: the browser says so itself */ }
  failed = answer ? 0 : failed + 1;
  if (!notify) return;
  const news = answer && answer !== drawn && (answer !== told || Date.now() - toldAt > ONCE_MORE);
  if (!news) { next(pause()); return; }
  if (place(answer) !== place(drawn)) handIn();
  clearTimeout(timer);
  timer = setTimeout(() => tell(answer), SOON);
}

function handIn() {
  document.activeElement?.closest("input, textarea")?.blur();
  window.dispatchEvent(new Event("onsavis-hand-in"));
}

// A tap whose run has not ended would be lost by another run.
function tell(answer) {
  if (!notify || answer === drawn) return;
  if (running()) { timer = setTimeout(() => tell(answer), SOON); return; }
  told = answer;
  toldAt = Date.now();
  notify(answer);
  next(pause());
}

document.addEventListener("visibilitychange", () => { if (!document.hidden) next(0); });
window.addEventListener("online", () => { failed = 0; next(0); });

export default function ({ data, setTriggerValue }) {
  drawn = data.stamp;
  const first = notify === null;
  notify = (answer) => setTriggerValue("moved", answer);
  next(first ? EVERY : pause());
  return () => { notify = null; clearTimeout(timer); };
}

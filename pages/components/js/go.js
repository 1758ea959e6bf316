// Sends a form to one of our own routes: what only a route can do (set a cookie, take one away). Nothing goes in a URL.

const OURS = /^\/(session|leave|bye|j\/[A-Za-z0-9_-]{22})$/;

function send({ path, fields }) {
  if (!OURS.test(path)) return;
  window.onsavisGoing = true;
  if (path === "/bye" && "BroadcastChannel" in window) new BroadcastChannel("onsavis").postMessage("bye");
  const form = document.createElement("form");
  form.method = "post";
  form.action = path;
  form.hidden = true;
  for (const [name, value] of Object.entries(fields)) {
    const input = document.createElement("input");
    input.type = "hidden";
    input.name = name;
    input.value = value;
    form.append(input);
  }
  document.body.append(form);
  form.submit();
}

const waiting = new WeakMap();

export default function ({ data, parentElement }) {
  clearTimeout(waiting.get(parentElement));
  if (data.after_s) waiting.set(parentElement, setTimeout(() => send(data), data.after_s * 1000));
  else send(data);
  return () => clearTimeout(waiting.get(parentElement));
}

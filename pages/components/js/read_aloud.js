// Reads a question aloud with a voice of this device only: no child's screen ever goes to somebody else's server.
// Without such a voice the button is not there.

function voice(lang) {
  const own = speechSynthesis.getVoices().filter((one) => one.localService);
  const plain = (one) => one.lang.replace("_", "-").toLowerCase();
  return own.find((one) => plain(one) === lang.toLowerCase())
    || own.find((one) => plain(one).startsWith(lang.slice(0, 2).toLowerCase()));
}

function say(lines, lang, rate) {
  speechSynthesis.cancel();
  for (const line of lines) {
    const spoken = new SpeechSynthesisUtterance(line);
    spoken.voice = voice(lang);
    spoken.lang = lang;
    spoken.rate = rate;
    speechSynthesis.speak(spoken);
  }
}

export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button");
  if (!("speechSynthesis" in window)) { button.hidden = true; return undefined; }
  const show = () => { button.hidden = !voice(data.lang); };
  button.querySelector("span").textContent = data.label;
  button.onclick = () => (speechSynthesis.speaking ? speechSynthesis.cancel() : say(data.lines, data.lang, data.rate));
  show();
  speechSynthesis.onvoiceschanged = show;
  return () => speechSynthesis.cancel();
}

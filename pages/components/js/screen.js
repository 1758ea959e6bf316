// A new screen begins at its top, for the eye and for a screen reader; the same screen again stays where it was.

let last = "";

export default function ({ data }) {
  if (data.name === last) return;
  const first = last === "";
  last = data.name;
  if (first) return;
  setTimeout(() => {
    document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
    const heading = document.querySelector(".st-key-child h1");
    if (heading && (document.activeElement === document.body || !document.activeElement)) {
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }
  }, 60);
}

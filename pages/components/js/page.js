// The page around the scripts: its language, and one child a browser. When one tab says goodbye, the others go too.

const channel = "BroadcastChannel" in window ? new BroadcastChannel("onsavis") : null;

export default function ({ data }) {
  document.documentElement.lang = data.lang;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `lang=${data.language}; path=/; SameSite=Strict${secure}`;
  if (channel) channel.onmessage = (event) => {
    if (event.data === "bye" && data.child && !window.onsavisGoing) location.replace("/");
  };
}

// A picture with on it where most is: soft spots for many small cells, tiles for a few large ones. Numbers stand in the
// strongest, so that nothing is told by colour alone.

export default function ({ data, parentElement: root }) {
  const figure = root.querySelector("figure"), picture = figure.querySelector("img");
  figure.ariaLabel = data.told;
  figure.style.setProperty("--ink", data.colour);
  if (picture.getAttribute("src") !== data.picture) {
    picture.hidden = !data.picture;
    if (data.picture) picture.src = data.picture;
  }
  picture.loading = "lazy";
  const each = 100 / data.cells, soft = data.cells > 3;
  figure.classList.toggle("soft", soft);
  const spots = [...data.spots].sort((one, other) => one.strength - other.strength);
  figure.querySelector(".spots").replaceChildren(...spots.flatMap((spot) => {
    const shape = document.createElement("span");
    shape.className = soft ? "glow" : "tile";
    shape.style.setProperty("--strength", spot.strength);
    const place = soft ? { left: (spot.x + .5) * each, top: (spot.y + .5) * each } : { left: spot.x * each, top: spot.y * each };
    Object.assign(shape.style, { left: `${place.left}%`, top: `${place.top}%` });
    if (!spot.label) return [shape];
    const label = document.createElement("span");
    label.className = "label";
    label.textContent = spot.label;
    Object.assign(label.style, { left: `${(spot.x + .5) * each}%`, top: `${(spot.y + .5) * each}%` });
    return [shape, label];
  }));
}

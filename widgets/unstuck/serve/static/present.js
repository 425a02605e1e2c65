// Presenting: one tool or one question at a time, large, with the answer covered until asked for.

const body = document.body;
const TYPING = "input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable=true], dialog *";
const OWN_ARROWS = "input, select, textarea, summary, [role=slider]";

let at = 0;
let bar = null;
let before = null;

const slides = () => [...document.querySelectorAll("main .us-tool")].filter((each) => !each.closest(".YourWork"));
const part = (tag, text, props = {}) => Object.assign(document.createElement(tag), { textContent: text, ...props });

function titleOf(slide) {
  return slide.querySelector("h3")?.textContent ?? (slide.querySelector(".us-prompt") ? "Question" : "");
}

/** How large: as large as the room's screen, and no larger than the thing shown can bear. */
function size() {
  const zoom = Math.max(1, Math.min(innerWidth / 1060, innerHeight / 600, 2.4));
  body.style.setProperty("--us-zoom", zoom.toFixed(3));
}

function show(n) {
  const all = slides();
  if (!all.length) return;
  at = Math.max(0, Math.min(all.length - 1, n));
  for (const each of all) each.toggleAttribute("data-onstage", each === all[at]);
  for (const fold of all[at].querySelectorAll("details[open]")) fold.open = false;
  cover(true);
  const [place, title, back, next] = ["place", "title", "back", "next"].map((name) => bar.querySelector(`[data-${name}]`));
  place.textContent = `${at + 1} of ${all.length}`;
  title.textContent = titleOf(all[at]);
  back.disabled = at === 0;
  next.disabled = at === all.length - 1;
  all[at].scrollIntoView({ block: "start", behavior: "instant" });
  scrollTo({ top: 0, behavior: "instant" });
  dispatchEvent(new Event("resize"));
}

function cover(on) {
  body.classList.toggle("us-covered", on);
  const button = bar.querySelector("[data-reveal]");
  button.textContent = on ? "Show the answer" : "Cover the answer";
  button.setAttribute("aria-pressed", String(!on));
}

function keys(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector("dialog[open]")) return;
  const held = event.target.closest?.(OWN_ARROWS);
  if (event.key === "Escape") leave();
  else if (event.key === "PageDown" || (event.key === "ArrowRight" && !held)) show(at + 1);
  else if (event.key === "PageUp" || (event.key === "ArrowLeft" && !held)) show(at - 1);
  else if (event.key === "Home" && !held) show(0);
  else if (event.key === "End" && !held) show(Infinity);
  else if (event.key.toLowerCase() === "s" && !event.target.closest?.(TYPING) && letters()) cover(!body.classList.contains("us-covered"));
  else return;
  event.preventDefault();
}

let store;
export const letters = () => store?.get("settings/keys") !== false;

function build() {
  const button = (text, name, act) => {
    const made = part("button", text, { type: "button", className: "us-plain", onclick: act });
    made.dataset[name] = "";
    return made;
  };
  bar = document.createElement("section");
  bar.className = "us-stagebar";
  bar.setAttribute("aria-label", "Presenting");
  const place = part("span", "", { className: "us-place" });
  place.dataset.place = "";
  const page = part("h1", document.querySelector("main h1")?.textContent ?? document.title, { className: "us-hidden" });
  const title = part("h2", "");
  title.dataset.title = "";
  const room = part("span", "", { className: "us-room" });
  const switched = part("label", "", { className: "us-keys", title: "P starts and ends presenting, S shows the answer" });
  const box = Object.assign(document.createElement("input"), { type: "checkbox", checked: letters() });
  box.addEventListener("change", () => store.set("settings/keys", box.checked));
  switched.append(box, part("span", " Keys P and S"));
  bar.append(page, place, title, room,
    button("\u2190 Back", "back", () => show(at - 1)),
    button("Next \u2192", "next", () => show(at + 1)),
    button("", "reveal", () => cover(!body.classList.contains("us-covered"))),
    switched,
    button("Leave", "leave", leave));
  document.querySelector(".us-header").after(bar);
}

const answered = (event) => { if (event.target.closest?.(".us-sureness button, .us-question .us-buttons button")) cover(false); };

export function present(kept) {
  store = kept;
  if (body.classList.contains("us-presenting")) return leave();
  before = document.activeElement;
  build();
  body.classList.add("us-presenting");
  size();
  const top = slides().findIndex((each) => each.getBoundingClientRect().bottom > 80);
  show(Math.max(0, top));
  bar.querySelector("[data-next]").focus();
  addEventListener("resize", size);
  document.addEventListener("keydown", keys);
  document.addEventListener("click", answered);
}

function leave() {
  removeEventListener("resize", size);
  document.removeEventListener("keydown", keys);
  document.removeEventListener("click", answered);
  body.classList.remove("us-presenting", "us-covered");
  const last = document.querySelector("[data-onstage]");
  last?.removeAttribute("data-onstage");
  bar?.remove();
  bar = null;
  dispatchEvent(new Event("resize"));
  last?.scrollIntoView({ block: "start", behavior: "instant" });
  (before?.isConnected && before !== body ? before : document.querySelector("[data-unstuck-present]"))?.focus({ preventScroll: true });
}

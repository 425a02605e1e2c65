// A tool as it stands, as a link (after the #, so that no server sees it) and as a file.

const LONGEST_STATE = 200_000;

async function packed(text) {
  const bytes = await new Response(new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"))).arrayBuffer();
  let raw = "";
  for (const byte of new Uint8Array(bytes)) raw += String.fromCharCode(byte);
  return btoa(raw).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

async function unpacked(code) {
  const raw = Uint8Array.from(atob(code.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
  const reader = new Blob([raw]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
    if (text.length > LONGEST_STATE) throw new Error("too large");
  }
}

/** What is handed on: the draft, without what the page gathered from the learner's other work. */
function stateOf(link) {
  const gathered = new Set(link.spec.form.filter((field) => field.kind === "gathered").map((field) => field.name));
  const draft = Object.fromEntries(Object.entries(link.draft).filter(([name]) => !gathered.has(name)));
  return { ...FORMAT, key: link.key, draft };
}

/** A state that somebody prepared, or the sentence that says why it is none. */
function readState(text, key) {
  if (text.length > LONGEST_STATE) return { problem: "This is larger than any state of a tool." };
  const told = attempt(() => JSON.parse(text), () => null);
  if (!told || told.app !== FORMAT.app || typeof told.key !== "string" || !told.draft || typeof told.draft !== "object" || Array.isArray(told.draft)) return { problem: "This is not a tool's state that the course saved, or it is damaged." };
  if (told.version !== FORMAT.version) return { problem: "This was saved by another version of the course. Open it there." };
  const name = (k) => k.split("/")[2];
  if (key && name(told.key) !== name(key)) return { problem: `This is the state of ${name(told.key)}, and not of this tool.` };
  return { key: told.key, draft: told.draft };
}

const onOurPages = () => !!document.querySelector("link[data-unstuck-kit]");

let arrived;
/** What the address brings after its #, read once; null where it brings nothing. */
export function prepared() {
  return (arrived ??= (async () => {
    const code = /^#unstuck=([\w-]+)$/.exec(location.hash)?.[1];
    if (!code) return null;
    try {
      return readState(await unpacked(code), "");
    } catch {
      return { problem: "The link is incomplete or damaged: what was prepared could not be read. Ask for it again." };
    }
  })());
}
/** Once taken or declined, the address no longer brings it: a reload then shows one's own work. */
function spend() {
  arrived = Promise.resolve(null);
  history.replaceState(history.state, "", location.pathname + location.search);
}

/** Over a tool that a link has prepared: whose state is this, and shall it replace what was here? */
export function preparedBar(link, again) {
  if (!link.offer) return null;
  const take = () => { const { draft } = link.offer; link.offer = null; spend(); link.g++; link.change(draft); again(); };
  const keep = () => { link.offer = null; spend(); again(); };
  return h("div", { class: "us-case", role: "group", "aria-label": "A prepared case" },
    h("p", null, link.offer.problem ?? "The link you followed brings a prepared case. You have work of your own in this tool: taking the prepared case replaces it, and Undo brings it back."),
    h("div", { class: "us-buttons" }, link.offer.problem ? h("button", { type: "button", class: "us-button", onclick: keep }, "Close") : [
      h("button", { type: "button", class: "us-button us-strong", onclick: take }, "Take the prepared case"),
      h("button", { type: "button", class: "us-button", onclick: keep }, "Keep mine")]));
}

/** The dialog behind "Share". */
export async function openShare(link) {
  const { spec } = link;
  const state = { said: "" };
  const code = await packed(JSON.stringify(stateOf(link)));
  const url = `${location.origin}${location.pathname}${location.search}#unstuck=${code}`;
  const dialog = document.createElement("dialog");
  dialog.className = "us-dialog unstuck";
  dialog.setAttribute("aria-label", `Share ${spec.title}`);
  const field = uid("us-share"), file = uid("us-share");
  const say = (text, bad) => { Object.assign(state, { said: text, bad }); draw(); };
  const open = async (event) => {
    const chosen = event.target.files[0];
    event.target.value = "";
    if (!chosen) return;
    const told = chosen.size > LONGEST_STATE ? { problem: "This is larger than any state of a tool." } : readState(await chosen.text(), link.key);
    if (told.problem) return say(`${told.problem} What you have here is unchanged.`, true);
    link.g++;
    link.change(told.draft);
    say("Opened. Undo brings back what was here before.");
  };
  const copy = () => navigator.clipboard.writeText(url).then(() => say("The link is copied."), () => { document.getElementById(field).select(); say("Press Ctrl+C (or Cmd+C) to copy the link."); });
  const draw = () => patch(dialog, [
    h("h2", null, "Share this tool as it stands"),
    h("p", null, "Whoever opens the link or the file sees the tool with what you set, and can go on from there. Everything travels in the link itself, behind the # sign, which browsers do not send to any server. So mind what you wrote in it."),
    onOurPages() ? h("div", { class: "us-text" }, h("label", { class: "us-label", for: field }, "The link"),
      h("input", { id: field, class: "us-words", type: "text", readOnly: true, value: url, onfocus: (e) => e.target.select() })) : null,
    h("div", { class: "us-buttons" },
      onOurPages() ? h("button", { type: "button", class: "us-button us-strong", onclick: copy }, "Copy the link") : null,
      h("button", { type: "button", class: "us-button", onclick: () => { download(`${spec.name}.unstuck.json`, JSON.stringify(stateOf(link), null, 1), "application/json"); say(`Saved as ${spec.name}.unstuck.json, in your downloads.`); } }, "Save as a file"),
      h("label", { class: "us-button us-file", for: file }, "Open a file", h("input", { type: "file", id: file, accept: ".json,application/json", class: "us-hidden", onchange: open }))),
    h("p", { role: "status", class: state.bad ? "us-problem" : "us-said" }, state.said),
    h("div", { class: "us-buttons us-end" }, h("button", { type: "button", class: "us-button", onclick: () => dialog.close() }, "Close"))]);
  draw();
  document.body.append(dialog);
  const back = document.activeElement;
  dialog.addEventListener("close", () => { dialog.remove(); back?.focus?.(); });
  dialog.showModal();
}

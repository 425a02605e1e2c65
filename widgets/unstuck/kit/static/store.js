// What a learner did, kept in this browser under a version number.
// One item a key: two tabs never write over each other's work, and of one key the newest wins.

const PREFIX = "unstuck:1:";
const FORMAT = { app: "unstuck", version: 1 };
const LARGEST = 2_000_000;
const memory = new Map();
let trouble = "";

function attempt(act, fallback) {
  try {
    return act();
  } catch (error) {
    return fallback(error);
  }
}

const area = () => globalThis.localStorage;
const works = attempt(() => {
  area().setItem(PREFIX + "probe", "1");
  area().removeItem(PREFIX + "probe");
  return true;
}, () => false);
if (!works) trouble = "This browser does not let a page keep anything (a private window, perhaps). Your work lasts until you close this page: save it to a file before you leave.";

function parse(raw) {
  return attempt(() => {
    const told = JSON.parse(raw);
    return told && typeof told === "object" && Number.isFinite(told.t) && "v" in told ? told : null;
  }, () => null);
}

export const store = {
  get trouble() { return trouble; },
  entry(key) {
    const raw = works ? attempt(() => area().getItem(PREFIX + key), () => null) : null;
    const kept = memory.get(key);
    const told = raw === null ? null : parse(raw);
    return kept && (!told || kept.t >= told.t) ? kept : told;
  },
  get(key) { return this.entry(key)?.v; },
  set(key, value, time = Date.now()) {
    if (!key) return;
    const before = this.entry(key);
    if (before && JSON.stringify(before.v) === JSON.stringify(value)) return;
    if (before && before.t > time) return;
    const told = { v: value, t: time };
    const written = works && attempt(() => {
      area().setItem(PREFIX + key, JSON.stringify(told));
      return true;
    }, () => false);
    if (written) {
      memory.delete(key);
      if (trouble.startsWith("This browser's")) trouble = "";
    } else {
      memory.set(key, told);
      if (works) trouble = "This browser's storage is full. What you did last is kept only until you close this page: save your work to a file now.";
    }
    tellPage(key);
  },
  keys() {
    const found = new Set(memory.keys());
    if (works) attempt(() => {
      for (let i = 0; i < area().length; i++) {
        const name = area().key(i);
        if (name.startsWith(PREFIX)) found.add(name.slice(PREFIX.length));
      }
    }, () => {});
    return [...found].sort();
  },
  /** Everything but the settings of this browser. */
  work() {
    return this.keys().filter((key) => !key.startsWith("settings/"));
  },
  latest() {
    return Math.max(0, ...this.work().map((key) => this.entry(key)?.t ?? 0));
  },
  erase() {
    for (const key of this.work()) {
      memory.delete(key);
      if (works) attempt(() => area().removeItem(PREFIX + key), () => {});
    }
    tellPage("");
  },
  exported() {
    const items = {};
    for (const key of this.work()) {
      const told = this.entry(key);
      if (told) items[key] = told;
    }
    return JSON.stringify({ ...FORMAT, saved: new Date().toISOString(), items }, null, 1);
  },
  /** Take in a saved file: newest wins per key. Gives a sentence; nothing changes if it is refused. */
  imported(text) {
    const refuse = (why) => ({ ok: false, says: why + " What you have here is unchanged." });
    if (text.length > LARGEST) return refuse("This file is larger than any the course saves (2 MB).");
    const told = attempt(() => JSON.parse(text), () => undefined);
    if (told === undefined) return refuse("This file is damaged or is not one that the course saved: it cannot be read.");
    if (!told || typeof told !== "object" || told.app !== FORMAT.app || typeof told.items !== "object" || !told.items || Array.isArray(told.items)) {
      return refuse("This is not a file that this course saved.");
    }
    if (!Number.isInteger(told.version) || told.version < 1) return refuse("This file does not say which version of the course saved it.");
    if (told.version > FORMAT.version) return refuse("This file was saved by a newer version of the course. Open it there.");
    const entries = Object.entries(told.items);
    const sound = ([key, item]) => /^(tool|quiz|ask|module|own)\/[\w./-]{1,120}$/.test(key) && item && typeof item === "object" && Number.isFinite(item.t) && "v" in item;
    if (!entries.every(sound)) return refuse("Part of this file is damaged.");
    let taken = 0;
    for (const [key, item] of entries) {
      const mine = this.entry(key);
      if (mine && mine.t >= item.t) continue;
      this.set(key, item.v, Math.min(item.t, Date.now()));
      taken++;
    }
    const left = entries.length - taken;
    return { ok: true, says: `Taken in: ${taken} of ${entries.length} pieces of work.` + (left ? ` ${left} here ${left === 1 ? "is" : "are"} as new or newer and stay.` : "") };
  },
};

const listeners = new Set();
/** Hear of every change, of this tab or another: listener(key); an empty key means all of them. */
export function onStore(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
function tellPage(key) {
  for (const listener of [...listeners]) listener(key);
}
globalThis.addEventListener?.("storage", (event) => {
  if (event.key === null) tellPage("");
  else if (event.key.startsWith(PREFIX)) tellPage(event.key.slice(PREFIX.length));
});

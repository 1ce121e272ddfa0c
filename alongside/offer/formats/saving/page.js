// Saving the offer to this phone, and taking it off again. Nothing happens before the reader taps.
const NAME = "saved-offer";
const HERE = location.pathname.replace(/\/save\/.*/, "/save/"); // each language has its own
const NOTE = HERE + "saved-on";
const canSave = "serviceWorker" in navigator && "caches" in window;

async function savedOn() {
  if (!canSave || !(await caches.has(NAME))) return null;
  const note = await (await caches.open(NAME)).match(NOTE);
  return note ? new Date(await note.text()) : null;
}

async function save() {
  const manifest = await (await fetch(HERE + "manifest.json", { cache: "no-store" })).json();
  await caches.delete(NAME);
  const cache = await caches.open(NAME);
  await cache.addAll(manifest.files.map((file) => new Request(file, { cache: "reload" })));
  await navigator.serviceWorker.register(HERE + "worker.js", { scope: HERE });
  await navigator.serviceWorker.ready;
  await cache.put(NOTE, new Response(new Date().toISOString()));
}

async function remove() {
  if (!canSave) return;
  await caches.delete(NAME);
  for (const one of await navigator.serviceWorker.getRegistrations()) {
    if (new URL(one.scope).pathname.endsWith("/save/")) await one.unregister();
  }
}

async function show(failed = false) {
  const on = await savedOn();
  const language = document.documentElement.lang;
  for (const part of document.querySelectorAll("[data-when]")) {
    const when = part.dataset.when;
    part.hidden = !((when === "saved" && on) || (when === "not-saved" && canSave && !on) || (when === "failed" && failed));
  }
  for (const part of document.querySelectorAll("[data-saved-on]")) {
    part.textContent = on ? on.toLocaleDateString(language, { day: "numeric", month: "long", year: "numeric" }) : "";
  }
}

async function tried(doing) {
  try {
    await doing();
    await show();
  } catch {
    await remove();
    await show(true);
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (button) tried(button.dataset.do === "save" ? save : remove);
  const leaving = event.target.closest("a.app-exit__link");
  if (leaving) {
    event.preventDefault();
    // The way out is never kept waiting for long.
    const enough = new Promise((done) => setTimeout(done, 500));
    Promise.race([remove(), enough]).finally(() => location.replace(leaving.dataset.away));
  }
});
show();

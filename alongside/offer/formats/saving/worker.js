// Gives back what the reader saved, below /save/ only. It saves nothing by itself.
const NAME = "saved-offer";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET" || new URL(event.request.url).origin !== self.location.origin) return;
  event.respondWith(answer(event.request));
});

async function answer(request) {
  const saved = (await caches.has(NAME)) && (await (await caches.open(NAME)).match(request));
  return saved || fetch(request);
}

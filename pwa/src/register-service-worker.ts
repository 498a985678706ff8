/** Keep the app on the phone, from the page's side: register, try again, change version on a tap. */

const RETRY_MILLISECONDS = 60_000; // after an install that a bad line cut; doubles
const LAST_RETRY_MILLISECONDS = 60 * 60_000;
const LOOK_MILLISECONDS = 6 * 60 * 60_000; // for a newer version, in an app that is never closed

/**
 * Register the service worker, go on until it is whole, and look for newer ones. Call it
 * when the first screen shows: what it fetches must not compete with that. Never returns.
 */
export async function registerServiceWorker(): Promise<void> {
  if (!("serviceWorker" in navigator) || !import.meta.env.PROD) return;
  let retry = RETRY_MILLISECONDS;
  for (;;) {
    const isWhole = await install();
    await new Promise((resolve) => setTimeout(resolve, isWhole ? LOOK_MILLISECONDS : retry));
    retry = isWhole ? RETRY_MILLISECONDS : Math.min(retry * 2, LAST_RETRY_MILLISECONDS);
  }
}

/** Call `listener` once a newer version of the app is whole on this phone, and waits. */
export async function onUpdateReady(listener: () => void): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const registration = await navigator.serviceWorker.ready;
  const look = () => {
    if (registration.waiting && navigator.serviceWorker.controller) listener();
  };
  look();
  registration.installing?.addEventListener("statechange", look); // begun before anyone listened
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", look);
  });
}

/** Change to the version that waits, and load it. Only ever called by a tap. */
export async function changeVersion(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration();
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), {
    once: true,
  });
  registration?.waiting?.postMessage("use now");
}

/** Try once; true when the newest worker is whole on this phone. */
async function install(): Promise<boolean> {
  try {
    const registration = await navigator.serviceWorker.register("/service-worker.js", {
      updateViaCache: "none",
    });
    if (registration.active) await registration.update();
    const worker = registration.installing;
    return worker ? await becameInstalled(worker) : true;
  } catch {
    return false; // no line, or an install that was cut
  }
}

const becameInstalled = (worker: ServiceWorker): Promise<boolean> =>
  new Promise((resolve) => {
    const look = () => {
      if (worker.state === "redundant") resolve(false);
      else if (worker.state !== "installing") resolve(true);
    };
    worker.addEventListener("statechange", look);
    look();
  });

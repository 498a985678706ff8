/** Keep the screen on during a conversation, where the phone can; let go when it is over. */

/** Hold the screen on until the answer is called. Asks again each time the page comes back. */
export function holdScreen(): () => void {
  let held: WakeLockSentinel | undefined;
  let over = false;
  const ask = async () => {
    if (over || document.hidden || !("wakeLock" in navigator)) return;
    try {
      const got = await navigator.wakeLock.request("screen");
      if (over) await got.release();
      else held = got;
    } catch {
      // Low battery, or not allowed: the phone dims as it always does.
    }
  };
  document.addEventListener("visibilitychange", ask);
  void ask();
  return () => {
    over = true;
    document.removeEventListener("visibilitychange", ask);
    void held?.release().catch(() => {});
  };
}

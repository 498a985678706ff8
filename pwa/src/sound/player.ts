/** Recordings, played by one element that stands nowhere in the page. */
import type { Player } from "./reader.ts";

export function keepPlayer(): Player {
  let audio: HTMLAudioElement | undefined; // kept: Safari lets it play on after one tap
  const stop = () => {
    if (audio === undefined) return;
    audio.onended = null;
    audio.onerror = null;
    audio.pause();
    // Lets go of the file, and of the phone's own "now playing" card.
    audio.removeAttribute("src");
    audio.load();
  };
  return {
    stop,
    play: (address, onEnd, onFail) => {
      audio ??= new Audio();
      let isOver = false;
      const once = (then: () => void) => () => {
        if (isOver) return;
        isOver = true;
        then();
      };
      const fail = once(onFail);
      audio.onended = once(onEnd);
      audio.onerror = fail;
      audio.src = address;
      audio.play().catch(fail);
    },
  };
}

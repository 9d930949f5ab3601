/** Speaking and listening, where the browser offers them; both are off until a citizen switches them on. */

const Recognition = globalThis.SpeechRecognition ?? globalThis.webkitSpeechRecognition;

export const canListen = Boolean(Recognition);
export const canSpeak = "speechSynthesis" in globalThis;

/** Reads a text aloud instead of what is being read; in the voice of `lang`. */
export function speak(text, lang) {
  speechSynthesis.cancel();
  speechSynthesis.speak(Object.assign(new SpeechSynthesisUtterance(text), { lang }));
}

export function hush() {
  if (canSpeak) speechSynthesis.cancel();
}

/** Listens once. `onwords` gets what was understood so far, `onend` is called when listening is over. */
export function listen(lang, onwords, onend) {
  const recognition = Object.assign(new Recognition(), { lang, interimResults: true });
  recognition.onresult = ({ results }) => onwords(Array.from(results, ([best]) => best.transcript).join(""));
  recognition.onend = onend;
  recognition.start();
  return recognition;
}

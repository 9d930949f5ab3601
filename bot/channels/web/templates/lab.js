// Reads aloud what a channel says, where the browser can.
const LANGUAGE = document.documentElement.lang || 'en'

if ('speechSynthesis' in window) {
  for (const button of document.querySelectorAll('[data-listen]')) {
    button.hidden = false
    button.addEventListener('click', () => {
      const words = new SpeechSynthesisUtterance(button.closest('.shown').querySelector('.words').textContent)
      words.lang = LANGUAGE
      speechSynthesis.cancel()
      speechSynthesis.speak(words)
    })
  }
}

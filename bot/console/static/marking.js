// Marks the selected words of a phrase: [words](entity). The page has selects that do the same without scripts.
for (const group of document.querySelectorAll("[data-marks]")) {
  const field = document.getElementById(group.dataset.marks);
  group.hidden = false;
  group.addEventListener("click", (event) => {
    const entity = event.target.dataset.entity;
    if (!entity) return;
    const text = field.value;
    let [start, end] = [field.selectionStart, field.selectionEnd];
    while (start < end && /\s/.test(text[start])) start += 1;
    while (end > start && /\s/.test(text[end - 1])) end -= 1;
    field.focus();
    if (start === end || /[[\]()]/.test(text.slice(start, end))) return;
    field.setRangeText(`[${text.slice(start, end)}](${entity})`, start, end, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

// A page about work under way: looks again every two seconds and puts the new state in place, until the
// page no longer says that it is under way. Without it there is a link that does the same.
const PAUSE = 2000

async function look() {
  const place = document.querySelector('[data-live]')
  if (!place) return
  try {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } })
    if (answer.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      const now = page.querySelector('[data-live], [data-settled]')
      // Leave it alone while somebody reads the details of a file.
      const reading = place.querySelector('details[open]') && !now?.hasAttribute('data-settled')
      if (now && !reading) place.replaceWith(document.adoptNode(now))
    }
  } catch {
    // Away for a moment; the next look will tell.
  }
  setTimeout(look, PAUSE)
}

setTimeout(look, PAUSE)

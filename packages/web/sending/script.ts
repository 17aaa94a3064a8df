import { createHash } from "node:crypto"

/** How long a form that was sent is waited for before the page says where to look, in seconds. */
const PATIENCE = 10

/**
 * Sends a form once, however often its button is pressed: the button says that it is being recorded and, where no page comes, the
 * line beside it says where to see whether it was, in a tab of its own, so that what was typed stays. Nothing is kept; a page that
 * is gone back to is as it was.
 */
export const SENDING = `
(()=>{let sent
addEventListener("submit",event=>{const button=event.submitter
if(sent)return event.preventDefault()
if(!button?.dataset.sending)return
sent={button,words:button.textContent,late:setTimeout(late,${PATIENCE * 1_000},button)}
button.textContent=button.dataset.sending
button.setAttribute("aria-disabled","true")})
function late(button){const{late,look,where}=button.dataset,line=button.form.querySelector("[data-line]")
const link=document.createElement("a")
link.href=where
link.target="_blank"
link.rel="noopener"
link.textContent=look
line.replaceChildren(late+" ",link)}
addEventListener("pageshow",()=>{if(!sent)return
clearTimeout(sent.late)
sent.button.textContent=sent.words
sent.button.removeAttribute("aria-disabled")
sent.button.form.querySelector("[data-line]").replaceChildren()
sent=undefined})})()
`.trim()

/** The address of the script: another text has another address, so that it can be kept for ever. */
export const SENDING_ADDRESS = `/assets/sending.${createHash("sha256").update(SENDING).digest("base64url").slice(0, 12)}.js`

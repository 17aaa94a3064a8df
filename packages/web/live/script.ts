import { createHash } from "node:crypto"

/**
 * What asks, as long as a page is seen, whether something has changed since it was made, and says so in the page's own line: every
 * 20 s, less often where nothing happens, and twice as seldom after each failure. First without the reader's cookie, which costs
 * one read of the store; only if there is something, what of it is for the reader. Nothing is kept, and nothing else is touched.
 */
export const LIVE = `
(()=>{const line=document.getElementById("news")
if(!line||navigator.connection?.saveData)return
const{pulse,news}=line.dataset
let{version}=line.dataset,wait=20,timer
const ask=(address,credentials)=>fetch(address,{credentials,cache:"no-store",headers:{"If-None-Match":version}})
const later=()=>{clearTimeout(timer);if(!document.hidden)timer=setTimeout(look,wait*1000)}
async function look(){try{const seen=await ask(pulse,"omit")
if(seen.status===200)await tell()
else if(seen.status!==304)throw seen
wait=Math.min(wait*1.1,120)
version=seen.headers.get("ETag")??version}catch{wait=Math.min(wait*2,600)}
later()}
async function tell(){const told=await ask(news,"same-origin")
if(!told.ok)throw told
if(told.status!==200)return
const{said,show}=await told.json(),link=document.createElement("a")
link.href=location.pathname+location.search
link.textContent=show
line.replaceChildren(said+" ",link)}
document.addEventListener("visibilitychange",()=>{wait=20;clearTimeout(timer);if(!document.hidden)look()})
later()})()
`.trim()

/** The address of the script: another text has another address, so that it can be kept for ever. */
export const LIVE_ADDRESS = `/assets/live.${createHash("sha256").update(LIVE).digest("base64url").slice(0, 12)}.js`

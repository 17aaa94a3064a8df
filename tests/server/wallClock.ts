/** Loaded before a host (`node --import`): its wall clock runs from the instant that BEGINS names. */
const ahead = Date.parse(process.env.BEGINS ?? "") - Date.now()
const real = Date.now
const now = () => real() + ahead
globalThis.Date = new Proxy(Date, {
  construct: (target, given, made) => Reflect.construct(target, given.length > 0 ? given : [now()], made),
  get: (target, name) => (name === "now" ? now : Reflect.get(target, name)),
})

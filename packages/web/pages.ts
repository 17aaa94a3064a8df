import type { DownloadMaker, PageMaker } from "./page.ts"

/** Every page by its address below the language, in Hono's patterns; each is loaded when it is first asked for. */
export const pages: Readonly<Record<string, () => Promise<PageMaker>>> = {
  "/": async () => (await import("./start/plansPage.tsx")).plansPage,
  "/start": async () => (await import("./start/startPage.tsx")).startPage,
  "/start/:plan": async () => (await import("./start/peoplePage.tsx")).peoplePage,
  "/clock": async () => (await import("./start/clockPage.tsx")).clockPage,
  "/sign-in": async () => (await import("./signIn/signInPage.tsx")).signInPage,
  "/sign-in/link/:token": async () => (await import("./signIn/linkPage.tsx")).linkPage,
  "/answer/:token": async () => (await import("./answer/answerPage.tsx")).answerPage,
  "/sign-out": async () => (await import("./signIn/signOutPage.tsx")).signOutPage,
  "/plans/:plan/as": async () => (await import("./signIn/actAsPage.tsx")).actAsPage,
  "/plans/:plan": async () => (await import("./home/homePage.tsx")).homePage,
  "/plans/:plan/board": async () => (await import("./board/boardPage.tsx")).boardPage,
  "/plans/:plan/list": async () => (await import("./board/listPage.tsx")).listPage,
  "/plans/:plan/outputs": async () => (await import("./outputs/outputsPage.tsx")).outputsPage,
  "/plans/:plan/outputs/:code": async () => (await import("./outputs/remindersPage.tsx")).remindersPage,
  "/plans/:plan/history": async () => (await import("./item/planHistoryPage.tsx")).planHistoryPage,
  "/plans/:plan/history/:number": async () => (await import("./item/entryPage.tsx")).planEntryPage,
  "/me": async () => (await import("./home/mePage.tsx")).mePage,
  "/plans/:plan/calendar": async () => (await import("./home/calendarPage.tsx")).calendarPage,
  "/items/:id": async () => (await import("./item/itemPage.tsx")).itemPage,
  "/items/:id/:number": async () => (await import("./item/entryPage.tsx")).itemEntryPage,
  "/plans/:plan/desk": async () => (await import("./desk/deskPage.tsx")).deskPage,
  "/plans/:plan/desk/import": async () => (await import("./desk/importPage.tsx")).importPage,
  "/plans/:plan/desk/closures": async () => (await import("./desk/closuresPage.tsx")).closuresPage,
  "/plans/:plan/desk/keys": async () => (await import("./desk/keyPages.tsx")).newKeyPage,
  "/plans/:plan/desk/keys/:key": async () => (await import("./desk/keyPages.tsx")).keyPage,
  "/plans/:plan/desk/webhooks": async () => (await import("./desk/webhookPages.tsx")).newWebhookPage,
  "/plans/:plan/desk/webhooks/:webhook": async () => (await import("./desk/webhookPages.tsx")).webhookPage,
  "/items/:id/record/:act": async () => (await import("./decide/decisionPage.ts")).itemDecisionPage,
  "/plans/:plan/record/:act": async () => (await import("./decide/decisionPage.ts")).planDecisionPage,
  "/items/:id/receipts/:key": async () => (await import("./decide/receiptPage.tsx")).itemReceiptPage,
  "/plans/:plan/receipts/:key": async () => (await import("./decide/receiptPage.tsx")).planReceiptPage,
  "/accessibility": async () => (await import("./guide/guidePage.tsx")).accessibilityPage,
  "/privacy": async () => (await import("./guide/guidePage.tsx")).privacyPage,
  "/record": async () => (await import("./guide/guidePage.tsx")).verificationGuide,
  "/help": async () => (await import("./guide/guidePage.tsx")).helpPage,
}

/** Every file that a page offers, likewise. */
export const downloads: Readonly<Record<string, () => Promise<DownloadMaker>>> = {
  "/plans/:plan/list.csv": async () => (await import("./board/listFiles.ts")).listCsv,
  "/plans/:plan/list.xlsx": async () => (await import("./board/listFiles.ts")).listXlsx,
}

import type { PageMaker } from "../page.ts"
export const outputsPage: PageMaker = async () => ({ title: "x", main: <></> })

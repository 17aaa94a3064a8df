/** How a language tells the time, and where. */
export interface Times {
  /** The time of a day: "6 p.m.", "6.30 p.m.", « 18 heures ». */
  clock(hour: number, minute: number): string
  /** The time of a city: "Geneva time". */
  timeOf(city: string): string
  /** What is in a city: "in Geneva". */
  inPlace(city: string): string
}

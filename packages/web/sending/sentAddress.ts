/**
 * Where a form is sent from a page that has the same address. Where nothing answers, browsers put their error in place of a page of
 * the very address, so that Back leads past it and what was typed is gone. With a fragment the error comes after the page; always
 * the same, since browsers fill in again what was typed where the form's address is as it was.
 */
export function sentAddress(page: string, address: string): string {
  return page === address ? `${address}#sent` : address
}

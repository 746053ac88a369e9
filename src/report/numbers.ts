/** Shares and counts as they are shown. */

/** `62%`; a share that is not whole is never shown as 0% or 100%. */
export function percent(share: number): string {
  const rounded = Math.round(share * 100);
  if (rounded === 100 && share < 1) return "over 99%";
  return rounded === 0 && share > 0 ? "under 1%" : `${rounded}%`;
}

/** `0.53`, of a ratio. */
export function ratioText(ratio: number): string {
  return ratio.toFixed(2);
}

/** `75% (9 of 12)`; a dash where there is nothing to take a share of. */
export function shareText(count: number, of: number): string {
  return of > 0 ? `${percent(count / of)} (${count} of ${of})` : "–";
}

/** `12,500`, of money and other large numbers: at least two figures. */
export function amountText(amount: number): string {
  return amount.toLocaleString("en", { maximumFractionDigits: amount < 10 ? 1 : 0 });
}

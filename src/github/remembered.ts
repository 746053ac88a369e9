/** Look-ups that are remembered for a while. */
import { LruMap } from "toad-cache";

/**
 * Remembers what `look` finds for each key: for `keepFor` milliseconds (0: for good), at most `most` keys, the least used leaves
 * first. Look-ups at the same time are one; what failed is not remembered.
 */
export function remembered<Key extends string | number, Value>(
  look: (key: Key) => Promise<Value>,
  { most, keepFor }: { most: number; keepFor: number },
): (key: Key) => Promise<Value> {
  const found = new LruMap<Promise<Value>>(most, keepFor);
  return (key) => {
    const known = found.get(key);
    if (known) return known;
    const looking = look(key).catch((error: unknown) => {
      if (found.get(key) === looking) found.delete(key);
      throw error;
    });
    found.set(key, looking);
    return looking;
  };
}

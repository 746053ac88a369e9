/** Look-ups that are remembered for a while. */
import { LruMap } from "toad-cache";

/**
 * Remembers what `look` finds for each key: for `keepFor` milliseconds (0: for good), at most `most` keys, the least used leaves
 * first. Look-ups at the same time are one; what failed, or isn't `worth` it, is not remembered.
 */
export function remembered<Key extends string | number, Value>(
  look: (key: Key) => Promise<Value>,
  { most, keepFor, worth = () => true }: { most: number; keepFor: number; worth?: (value: Value) => boolean },
): (key: Key) => Promise<Value> {
  const found = new LruMap<Promise<Value>>(most, keepFor);
  return (key) => {
    const known = found.get(key);
    if (known) return known;
    const forget = () => {
      if (found.get(key) === looking) found.delete(key);
    };
    const looking = look(key).then(
      (value) => {
        if (!worth(value)) forget();
        return value;
      },
      (error: unknown) => {
        forget();
        throw error;
      },
    );
    found.set(key, looking);
    return looking;
  };
}

import { useCallback, useEffect, useState } from 'react';

/** What main answers to a question asked when the part opens, and a way to ask again or to put a newer answer in. */
export function useAsked<T>(question: () => Promise<T | null>): {
  value: T | null;
  asking: boolean;
  again: () => Promise<void>;
  put: (value: T) => void;
} {
  const [value, setValue] = useState<T | null>(null);
  const [asking, setAsking] = useState(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the question of a part never changes
  const again = useCallback(async () => {
    setAsking(true);
    const answer = await question();
    setValue(answer);
    setAsking(false);
  }, []);
  useEffect(() => void again(), [again]);
  return { value, asking, again, put: setValue };
}

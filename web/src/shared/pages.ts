import { useInfiniteQuery } from '@tanstack/react-query'
import type { Listed } from './api/client'

/** Ask for a list page by page: what has come so far, and what asks for more where there is more. */
export function usePages<T>(
  key: unknown[],
  ask: (cursor: string | undefined) => Promise<Listed<T>>,
  options: { enabled?: boolean; refetchInterval?: number | false } = {},
) {
  const pages = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => ask(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
    ...options,
  })
  return {
    items: pages.data?.pages.flatMap(({ items }) => items),
    error: pages.error,
    again: () => void pages.refetch(),
    more: pages.hasNextPage ? () => void pages.fetchNextPage() : undefined,
    asking: pages.isFetchingNextPage,
  }
}

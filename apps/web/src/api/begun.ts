/**
 * A stream that has begun: its first piece is here, and the rest is read as it is asked for. What breaks off before
 * that throws here, where it can still be said; whoever goes away in the middle is not read for.
 */
export async function begun(stream: ReadableStream<Uint8Array>): Promise<ReadableStream<Uint8Array>> {
  const reader = stream.getReader();
  let first: Awaited<ReturnType<typeof reader.read>> | undefined = await reader.read();
  return new ReadableStream<Uint8Array>(
    {
      pull: async (pieces) => {
        const { done, value } = first ?? (await reader.read());
        first = undefined;
        if (done) pieces.close();
        else pieces.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

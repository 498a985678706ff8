import { expect, test } from "vitest";
import { readLines } from "../../src/sync/lines.ts";

const TEXT = '{"name":"Refugio Ñandú"}\n{"cursor":"1"}\n{"done":true}\n';
const LINES = TEXT.split("\n").slice(0, -1);
const BYTES = new TextEncoder().encode(TEXT);

function streamOf(...chunks: Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
}

async function linesOf(stream: ReadableStream<Uint8Array>): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of readLines(stream)) lines.push(line);
  return lines;
}

test("lines arrive whole, wherever the chunks part", async () => {
  for (let at = 0; at <= BYTES.length; at++) {
    expect(await linesOf(streamOf(BYTES.slice(0, at), BYTES.slice(at)))).toEqual(LINES);
  }
});

test("a last line cut short is dropped, at any byte", async () => {
  for (let at = 0; at <= BYTES.length; at++) {
    const whole = new TextDecoder().decode(BYTES.slice(0, at)).split("\n").slice(0, -1);
    expect(await linesOf(streamOf(BYTES.slice(0, at)))).toEqual(whole);
  }
});

test("leaving early lets the connection go", async () => {
  let isCancelled = false;
  const stream = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(BYTES),
    cancel() {
      isCancelled = true;
    },
  });
  for await (const line of readLines(stream)) {
    if (line === LINES[1]) break;
  }

  expect(isCancelled).toBe(true);
});

/** Talks to the server: JSON in both directions, problem documents as errors. */
const MARK = { "X-Visor-Studio": "1" };

/** What the server refused, in its own words. */
class Problem extends Error {
  constructor(detail, code, status) {
    super(detail);
    this.code = code;
    this.status = status;
  }
}

async function ask(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Problem("The studio does not answer. Is it still running?", "unreachable", 0);
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Problem(
      body.detail ?? body.title ?? `The studio answered ${response.status}.`,
      body.code,
      response.status,
    );
  }
  return body;
}

export function get(path) {
  return ask(path);
}

export function post(path, body = {}) {
  return ask(path, {
    method: "POST",
    headers: { ...MARK, "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
}

/** Sends a file as it is. */
export function postFile(path, file) {
  return ask(path, { method: "POST", headers: { ...MARK, "Content-Type": "application/octet-stream" }, body: file });
}

/**
 * Returns a function that asks with one request at a time. While one is under way only the latest wish waits, so a
 * slider never queues up requests, and its last value always wins.
 */
export function latest(ask, done, failed) {
  let busy = false;
  let waiting;
  return async function request(...wish) {
    waiting = wish;
    if (busy) {
      return;
    }
    busy = true;
    while (waiting) {
      const current = waiting;
      waiting = undefined;
      try {
        const answer = await ask(...current);
        done(answer, ...current);
      } catch (error) {
        failed(error, ...current);
      }
    }
    busy = false;
  };
}

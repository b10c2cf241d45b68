import { setupServer } from "msw/node";

/** Answers in place of the gateway; what a test does not name is an error. */
export const server = setupServer();

import { describe, expect, it } from "vitest";
import { ApiProblem, asProblem, fieldPath, problemFrom } from "./problem";

const answer = (status: number) => new Response(null, { status, headers: { "X-Request-Id": "r-1" } });

describe("problemFrom", () => {
  it("keeps the service's words", () => {
    const problem = problemFrom(answer(409), {
      type: "urn:bangfu:problem:person-on-file",
      title: "别处已有此人",
      todo: "核对证件号码。",
      errors: [{ pointer: "/members/0/id_number", code: "person_on_file", message: "此人已在册。" }],
    });
    expect(problem).toMatchObject({
      status: 409,
      slug: "person-on-file",
      message: "别处已有此人",
      todo: "核对证件号码。",
      requestId: "r-1",
      hasWords: true,
    });
    expect(problem.faults).toHaveLength(1);
  });

  it("says that it has no words where the answer is none of ours", () => {
    expect(problemFrom(answer(502), "<html>")).toMatchObject({ slug: "unreadable", hasWords: false });
  });

  it("knows a conflict and an absence", () => {
    expect(new ApiProblem(412, "precondition-failed").isConflict).toBe(true);
    expect(new ApiProblem(404, "no-such-household").isAbsent).toBe(true);
  });
});

it("never lets a defect of the program pass as an answer", () => {
  expect(asProblem(new TypeError("x is undefined")).slug).toBe("unreadable");
});

describe("fieldPath", () => {
  it.each([
    ["/members/0/id_number", ["members", 0, "id_number"]],
    ["/body/reason", ["reason"]],
    ["/a~1b", ["a/b"]],
  ])("leads from %s to the field", (pointer, path) => {
    expect(fieldPath(pointer)).toEqual(path);
  });
});

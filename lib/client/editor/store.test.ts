import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { flowDocument } from "@/lib/domain/flow/document";
import { drawFlow } from "@/lib/testing/draw-flow";
import { EditorHarness } from "@/lib/testing/editor-harness";

const line = () =>
  new EditorHarness()
    .add("t", "event-trigger")
    .add("w", "wait")
    .add("x", "exit")
    .connect("t", "next", "w")
    .connect("w", "next", "x");

describe("undo and redo", () => {
  it("take back and repeat one gesture at a time", () => {
    const editor = line();
    const done = editor.document;
    editor.undo();
    expect(editor.edges).toEqual(["t next w"]);
    editor.undo().undo();
    expect(editor.steps).toEqual(["t", "w"]);
    editor.redo().redo().redo();
    expect(editor.document).toEqual(done);
    editor.redo();
    expect(editor.document).toEqual(done);
  });

  it("typing into one form is one gesture, until it is left", () => {
    const editor = line();
    const wait = (value: number) => ({ mode: "duration", duration: { value, unit: "days" } });
    editor.configure("w", wait(1)).configure("w", wait(12)).configure("w", wait(120));
    editor.blur().configure("w", wait(7));
    editor.undo();
    expect(editor.document.steps[1]?.config).toEqual(wait(120));
    editor.undo();
    expect(editor.document.steps[1]?.config).toEqual(wait(1));
    editor.redo();
    expect(editor.document.steps[1]?.config).toEqual(wait(120));
  });

  it("pressing an arrow key many times is one gesture; selecting something else ends it", () => {
    const editor = line().select("w").press("ArrowRight").press("ArrowRight").press("ArrowRight");
    expect(editor.document.steps[1]?.position.x).toBe(24);
    editor.select("x").press("ArrowRight");
    editor.undo();
    expect(editor.document.steps.map(({ position }) => position.x)).toEqual([0, 24, 0]);
    editor.undo();
    expect(editor.document.steps.map(({ position }) => position.x)).toEqual([0, 0, 0]);
  });

  it("a new change after an undo forgets what was undone", () => {
    const editor = line().undo().add("g", "goal");
    editor.redo();
    expect(editor.edges).toEqual(["t next w"]);
    expect(editor.steps).toEqual(["t", "w", "x", "g"]);
  });

  it("any row of gestures, all taken back, leaves the first drawing; all repeated, the last", () => {
    const gesture = fc.oneof(
      fc.record({ do: fc.constant("add" as const), id: fc.integer({ min: 0, max: 9 }) }),
      fc.record({ do: fc.constant("drag" as const), id: fc.nat(9), x: fc.integer({ min: -500, max: 500 }) }),
      fc.record({ do: fc.constant("connect" as const), id: fc.nat(9), to: fc.nat(9) }),
      fc.record({ do: fc.constant("delete" as const), id: fc.nat(9) }),
      fc.record({ do: fc.constant("type" as const), id: fc.nat(9), x: fc.nat(99) }),
      fc.record({ do: fc.constant("blur" as const) }),
    );
    fc.assert(
      fc.property(fc.array(gesture, { maxLength: 30 }), (gestures) => {
        const editor = line();
        const first = editor.document;
        const before = editor.store.getState().history.past.length;
        for (const each of gestures) {
          if (each.do === "add" && !editor.steps.includes(`s${each.id}`)) editor.add(`s${each.id}`, "wait");
          else if (each.do === "drag") editor.drag(`s${each.id}`, each.x, 0);
          else if (each.do === "connect") editor.connect(`s${each.id}`, "next", `s${each.to}`);
          else if (each.do === "delete") editor.delete(`s${each.id}`);
          else if (each.do === "type") editor.configure(`s${each.id}`, { value: each.x });
          else if (each.do === "blur") editor.blur();
        }
        const last = editor.document;
        const made = editor.store.getState().history.past.length - before;
        for (let count = 0; count < made; count++) editor.undo();
        expect(editor.document).toEqual(first);
        for (let count = 0; count < made; count++) editor.redo();
        expect(editor.document).toEqual(last);
      }),
    );
  });
});

describe("drawing", () => {
  it("a step dropped on a connection stands in it", () => {
    const editor = line().add("m", "send-email").insert("m", "t", "next");
    expect(editor.edges).toEqual(["m next w", "t next m", "w next x"]);
  });

  it("a step that ends the flow keeps no way on when it is dropped on a connection", () => {
    const editor = line().add("e", "exit").insert("e", "t", "next");
    expect(editor.edges).toEqual(["t next e", "w next x"]);
  });

  it("deleting a step with one way out closes the gap; in one gesture with its connections", () => {
    const editor = line().delete("w");
    expect(editor.edges).toEqual(["t next x"]);
    editor.undo();
    expect(editor.edges).toEqual(["t next w", "w next x"]);
  });

  it("deleting a step that goes two ways leaves its ends open rather than guess", () => {
    const editor = new EditorHarness()
      .add("t", "event-trigger")
      .add("q", "wait-for-event")
      .add("a", "exit")
      .add("b", "exit")
      .connect("t", "next", "q")
      .connect("q", "happened", "a")
      .connect("q", "timed_out", "b")
      .delete("q");
    expect(editor.edges).toEqual([]);
    expect(editor.steps).toEqual(["t", "a", "b"]);
  });

  it("deleting several in a row closes the gap over all of them", () => {
    const editor = new EditorHarness(
      drawFlow({
        t: { type: "event-trigger", to: { next: "a" } },
        a: { type: "wait", to: { next: "b" } },
        b: { type: "wait", to: { next: "c" } },
        c: { type: "exit" },
      }),
    ).delete("b", "a");
    expect(editor.edges).toEqual(["t next c"]);
  });

  it("a port that its settings no longer have takes its connection with it, and undo brings both back", () => {
    const branch = (ids: string[]) => ({ branches: ids.map((id) => ({ id, name: id, filter: null })) });
    const editor = new EditorHarness()
      .add("q", "branch", branch(["a", "b"]))
      .add("x", "exit")
      .connect("q", "b", "x")
      .configure("q", branch(["a"]));
    expect(editor.edges).toEqual([]);
    editor.undo();
    expect(editor.edges).toEqual(["q b x"]);
  });

  it("the sheet follows the selection and closes with its step", () => {
    const editor = line();
    editor.store.getState().open("w");
    editor.select("x");
    expect(editor.store.getState().openStep).toBe("x");
    editor.delete("x");
    expect(editor.store.getState()).toMatchObject({ openStep: null, selection: { steps: [] } });
  });

  it("a viewer changes nothing", () => {
    const editor = new EditorHarness(flowDocument.parse({}), "Your role cannot change flows.").add(
      "t",
      "event-trigger",
    );
    expect(editor.steps).toEqual([]);
  });
});

describe("copy and paste", () => {
  it("carries steps and the connections between them into another flow, under new ids", () => {
    const text = line().select("t", "w").copy();
    const other = new EditorHarness().paste(text);
    expect(other.steps).toEqual(["n1", "n2"]);
    expect(other.edges).toEqual(["n1 next n2"]);
    expect(other.document.steps.map(({ type }) => type)).toEqual(["event-trigger", "wait"]);
    expect(other.store.getState().selection.steps).toEqual(["n1", "n2"]);
    other.undo();
    expect(other.document.steps).toEqual([]);
  });

  it("takes nothing that is not steps", () => {
    const editor = line();
    const before = editor.document;
    for (const text of [
      "",
      "hello",
      '{"cartograph":"steps"}',
      '{"cartograph":"flow","steps":[]}',
      '{"cartograph":"steps","steps":[{"id":1}],"edges":[]}',
      `{"cartograph":"steps","steps":${"[".repeat(2000)}`,
    ])
      editor.paste(text);
    expect(editor.document).toBe(before);
  });
});

describe("what the server has", () => {
  it("a refetch does not reach the draft: only hydrate does", () => {
    const editor = line();
    const server = drawFlow({ t: { type: "event-trigger" } });
    editor.store.getState().hydrate({ revision: 9, document: server });
    expect(editor.document).toBe(server);
    expect(editor.store.getState().saved.revision).toBe(9);
    editor.undo();
    expect(editor.document).toBe(server);
  });
});

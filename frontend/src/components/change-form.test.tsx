import { fireEvent, screen, waitFor } from "@testing-library/react";
import { Form, Input } from "antd";
import { expect, it, vi } from "vitest";
import { ApiProblem } from "@/api/problem";
import { renderPage } from "@/test/render";
import { ChangeForm, type Version } from "./change-form";

interface Fields {
  group: string | null;
  bank: string | null;
}

const READ: Version<Fields> = { fields: { group: "3 组", bank: "信用社" }, etag: '"5"' };

function show(
  save: (changed: Partial<Fields>, etag: string) => Promise<unknown>,
  now: Version<Fields> = READ,
) {
  const onDone = vi.fn();
  renderPage(
    <ChangeForm<Fields>
      read={READ}
      readAgain={async () => now}
      save={save}
      onDone={onDone}
      onCancel={vi.fn()}
      label={(key) => key}
      say={(_, value) => String(value)}
    >
      <Form.Item name="group" label="group">
        <Input />
      </Form.Item>
      <Form.Item name="bank" label="bank">
        <Input />
      </Form.Item>
    </ChangeForm>,
  );
  return onDone;
}

const write = (label: string, text: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value: text } });

it("sends only what was changed, under the version that was read", async () => {
  const save = vi.fn().mockResolvedValue(null);
  const onDone = show(save);
  write("group", "5 组");
  fireEvent.click(screen.getByText("保存"));
  await waitFor(() => expect(onDone).toHaveBeenCalled());
  expect(save).toHaveBeenCalledWith({ group: "5 组" }, '"5"', { group: "5 组", bank: "信用社" });
});

it("sends nothing where nothing was changed", async () => {
  const save = vi.fn();
  show(save);
  fireEvent.click(screen.getByText("保存"));
  expect(await screen.findByText("没有改动，不用保存。")).toBeTruthy();
  expect(save).not.toHaveBeenCalled();
});

it("keeps what was typed when someone else was quicker, and saves over their version only after showing it", async () => {
  const save = vi
    .fn()
    .mockRejectedValueOnce(new ApiProblem(412, "precondition-failed"))
    .mockResolvedValueOnce(null);
  const onDone = show(save, { fields: { group: "4 组", bank: "信用社" }, etag: '"6"' });
  write("group", "5 组");
  fireEvent.click(screen.getByText("保存"));
  expect(await screen.findByText("没存上：别人刚改过这一户")).toBeTruthy();
  expect(screen.getByText("您写的 1 项都还在。")).toBeTruthy();
  fireEvent.click(screen.getByText("并排看，再存"));
  expect(await screen.findByText("4 组")).toBeTruthy();
  fireEvent.click(screen.getByText("存我写的"));
  await waitFor(() => expect(onDone).toHaveBeenCalled());
  expect(save).toHaveBeenLastCalledWith({ group: "5 组" }, '"6"', { group: "5 组", bank: "信用社" });
});

it("puts a fault beside its field", async () => {
  const fault = { pointer: "/group", code: "x", message: "组名太长" };
  const save = vi
    .fn()
    .mockRejectedValue(
      new ApiProblem(422, "unprocessable", { type: "t", title: "有一处要改", errors: [fault] }),
    );
  show(save);
  write("group", "很长的组名");
  fireEvent.click(screen.getByText("保存"));
  expect((await screen.findAllByText("组名太长")).length).toBeGreaterThan(0);
});

"use client";

import { useRef } from "react";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { useDebounced } from "@/components/ui/use-debounced";
import {
  type TemplateDetail,
  type TemplateProblem,
  useTemplatePreview,
} from "@/lib/client/queries/templates";
import type { SmsDraft } from "@/lib/domain/message/template";
import { type TemplateVariable, variableLiquid } from "@/lib/domain/message/variables";
import { VariableMenu } from "../editor/variable-menu";
import { LanguageField } from "../page/language-field";
import { ProblemList } from "../page/problem-list";
import { UsageList } from "../page/usage-list";
import { SmsBubble } from "./sms-bubble";
import { SmsSizeNote } from "./sms-size-note";

/** Where a text message is written, with what it becomes beside it. */
export function SmsEditor({
  draft,
  problems,
  usage,
  readOnly,
  onChange,
}: {
  draft: SmsDraft;
  problems: readonly TemplateProblem[];
  usage: TemplateDetail["usage"];
  readOnly: boolean;
  onChange: (draft: SmsDraft) => void;
}) {
  const area = useRef<HTMLTextAreaElement>(null);
  const preview = useTemplatePreview(useDebounced(draft, 300), {});
  const insert = ({ path, fallback }: TemplateVariable) => {
    const at = area.current?.selectionStart ?? draft.text.length;
    const end = area.current?.selectionEnd ?? at;
    onChange({
      ...draft,
      text: `${draft.text.slice(0, at)}${variableLiquid(path, fallback)}${draft.text.slice(end)}`,
    });
    requestAnimationFrame(() => area.current?.focus());
  };
  return (
    <div className="h-full min-h-0 overflow-y-auto">
      <div className="mx-auto grid max-w-[1100px] grid-cols-1 gap-6 px-6 py-6 lg:grid-cols-[minmax(0,1fr)_340px]">
        <div className="flex min-w-0 flex-col gap-5">
          <Field
            label="Text"
            hint={<SmsSizeNote size={preview.data?.sms ?? null} />}
            action={<VariableMenu onChoose={insert} disabled={readOnly} />}
          >
            <Textarea
              ref={area}
              value={draft.text}
              disabled={readOnly}
              rows={8}
              dir="auto"
              placeholder="Your cart is waiting: {{ cart.url }} Reply STOP to opt out"
              onChange={(event) => onChange({ ...draft, text: event.target.value })}
            />
          </Field>
          <LanguageField
            value={draft.language}
            disabled={readOnly}
            onChange={(language) => onChange({ ...draft, language })}
          />
          <Card title="Problems">
            <ProblemList problems={problems} onGo={() => area.current?.focus()} />
          </Card>
          <Card title="Used in">
            <UsageList usage={usage} />
          </Card>
        </div>
        <SmsBubble text={preview.data?.rendered?.text ?? ""} shownAs={preview.data?.shownAs ?? ""} />
      </div>
    </div>
  );
}

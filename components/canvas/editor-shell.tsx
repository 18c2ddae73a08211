"use client";

import { ReactFlowProvider } from "@xyflow/react";
import { Canvas } from "@/components/canvas/canvas";
import { ConflictDialog } from "@/components/canvas/conflict-dialog";
import { LaunchDialog } from "@/components/canvas/launch-dialog";
import { NewerNotice } from "@/components/canvas/newer-notice";
import { Palette } from "@/components/canvas/palette";
import { ProblemsDock } from "@/components/canvas/problems-dock";
import { RevisionsSheet } from "@/components/canvas/revisions-sheet";
import { SettingsBar } from "@/components/canvas/settings-bar";
import { ShortcutsDialog } from "@/components/canvas/shortcuts-dialog";
import { TopBar } from "@/components/canvas/top-bar";
import { MoveNotice } from "@/components/flows/move-notice";
import { SettingsDialog } from "@/components/flows/settings/settings-dialog";
import { Inspector } from "@/components/inspector/inspector";
import { useEditor, useUi } from "@/lib/client/editor/context";
import type { FlowDetail } from "@/lib/contracts/flows";

/** The editor: bar, palette, map, the open step's settings, and what opens over them. */
export function EditorShell({ flow }: { flow: FlowDetail }) {
  const readOnly = useEditor((state) => state.readOnly !== null);
  return (
    <ReactFlowProvider>
      <div className="flex h-full min-h-0 flex-col">
        <TopBar flow={flow} />
        <div className="flex min-h-0 flex-1">
          {readOnly ? null : <Palette />}
          <div className="flex min-w-0 flex-1 flex-col">
            <div className="relative flex min-h-0 flex-1">
              <NewerNotice flow={flow} />
              <MoveNotice flowId={flow.id} />
              <Canvas />
            </div>
            <ProblemsDock />
          </div>
          <Inspector />
        </div>
        <SettingsBar />
      </div>
      <LaunchDialog flow={flow} />
      <ConflictDialog flow={flow} />
      <RevisionsSheet flowId={flow.id} />
      <SettingsDialog flow={flow} />
      <ShortcutsDialog />
      <Announcer />
    </ReactFlowProvider>
  );
}

/** What changed, for those who do not see it. */
function Announcer() {
  const said = useUi((state) => state.said);
  return (
    <p aria-live="polite" className="sr-only">
      {said}
    </p>
  );
}

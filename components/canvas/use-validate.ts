"use client";

import { useMutation } from "@tanstack/react-query";
import { toast } from "sonner";
import { useEditorStore, useSaver, useUiStore } from "@/lib/client/editor/context";
import { validateFlow } from "@/lib/client/queries/flows";
import { plural } from "@/lib/utils/plural";

/** VALIDATE: saves what is drawn, lets the server judge it, and says what it found (S4-23). */
export function useValidate(flowId: string) {
  const store = useEditorStore();
  const saver = useSaver();
  const ui = useUiStore();
  return useMutation({
    mutationFn: async () => {
      if (store.getState().readOnly === null && !(await saver.flush()))
        throw new Error("The flow could not be saved, so it was not checked. Try again when it is saved.");
      return await validateFlow(flowId);
    },
    onSuccess: ({ launchable, problems }) => {
      store.setState({ fresh: new Set() });
      // Where there is something to say, the list that opens says it.
      if (problems.length === 0) toast.success("No problems. The flow can be launched.");
      const errors = problems.filter(({ severity }) => severity === "error").length;
      ui.setState({
        problems: problems.length > 0,
        said: launchable
          ? "The flow can be launched."
          : `${plural(errors, "problem")} to solve before the launch.`,
      });
    },
    onError: (error) => toast.error(error.message),
  });
}

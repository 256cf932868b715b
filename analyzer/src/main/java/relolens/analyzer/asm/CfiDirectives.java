package relolens.analyzer.asm;

import java.util.Map;

/** Call frame information: taken, but no {@code .eh_frame} is made of it. */
final class CfiDirectives {
    void register(Map<String, Directive> directives) {
        for (String name : new String[] {
            "startproc",
            "endproc",
            "sections",
            "def_cfa",
            "def_cfa_register",
            "def_cfa_offset",
            "adjust_cfa_offset",
            "offset",
            "rel_offset",
            "register",
            "restore",
            "undefined",
            "same_value",
            "remember_state",
            "restore_state",
            "return_column",
            "signal_frame",
            "window_save",
            "escape",
            "personality",
            "personality_id",
            "lsda",
            "inline_lsda",
            "val_encoded_addr",
            "b_key_frame",
            "negate_ra_state",
            "mte_tagged_frame",
            "fde_data",
            "val_offset",
            "label"
        }) {
            directives.put(".cfi_" + name, o -> o.cursor().rest());
        }
    }
}

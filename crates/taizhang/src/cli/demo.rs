//! `taizhang demo`.

use clap::Args;
use std::process::ExitCode;

/// What `demo` takes.
#[derive(Debug, Args)]
pub(super) struct DemoArgs {
    /// The address to listen on
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDR")]
    listen: String,
}

pub(super) async fn run(args: DemoArgs) -> anyhow::Result<ExitCode> {
    let folder = std::env::temp_dir().join(format!("taizhang-demo-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let url = format!("sqlite:{}", folder.join("demo.db").display());
    let ledger = super::open(&url, None).await?;
    let listener = super::serve::bind(&args.listen).await?;
    println!("http://{}", listener.local_addr()?);
    super::serve::serve(listener, ledger, false).await
}

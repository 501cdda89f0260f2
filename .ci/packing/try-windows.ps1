# Installs a package silently over the version before, plays the main job from there, and removes it again, on Windows.
# On the way: data stays as it is, the version before is refused, and so is the package of the other kind.
#
#     .ci\packing\try-windows.ps1 dist\ravenwits-desktop-0.1.0-windows-x64-user.msi former\...-user.msi dist\...-machine.msi
#
# The second is the same package of the version before (`msi.py BUNDLE FOLDER 0.0.1` makes one), the third the other kind.
# The package for the whole machine asks for an administrator's rights. The logs of Windows Installer lie beside it.
param(
    [Parameter(Mandatory)][string]$Package,
    [Parameter(Mandatory)][string]$Former,
    [Parameter(Mandatory)][string]$Other
)
$ErrorActionPreference = "Stop"
$package = (Resolve-Path $Package).Path
$formerPackage = (Resolve-Path $Former).Path
$otherPackage = (Resolve-Path $Other).Path
$above = if ($package -like "*-machine.msi") { $env:ProgramFiles } else { "$env:LOCALAPPDATA\Programs" }
$place = "$above\RavenWits Desktop"

function Install-Silently([string]$Way, [string]$What, [int]$Status = 0, [string]$Step = "") {
    $log = "$What$($Way.Replace('/', '.'))$Step.log"
    $done = Start-Process msiexec -ArgumentList $Way, "`"$What`"", "/qn", "/l*v", "`"$log`"" -Wait -PassThru
    if ($done.ExitCode -ne $Status) { throw "msiexec $Way ended with $($done.ExitCode), not $Status; see $log" }
    return $log
}

# what Windows itself has written down of the installed programs
function Get-InstalledVersion {
    $hive = if ($package -like "*-machine.msi") { "HKLM:" } else { "HKCU:" }
    $places = "$hive\Software\Microsoft\Windows\CurrentVersion\Uninstall\*"
    $found = @(Get-ItemProperty $places -ErrorAction SilentlyContinue | Where-Object { $_.DisplayName -eq "RavenWits Desktop" })
    if ($found.Count -gt 1) { throw "$($found.Count) versions are installed at once" }
    if ($found.Count -eq 0) { return "" }
    return $found[0].DisplayVersion
}

$data = "$env:LOCALAPPDATA\RavenWits Desktop"
New-Item -ItemType Directory -Force $data | Out-Null
Set-Content "$data\tried.txt" "purchases" -NoNewline

function Confirm-Data {
    if ((Get-Content "$data\tried.txt" -Raw) -ne "purchases") { throw "the data are not as they were" }
}

Install-Silently "/i" $formerPackage | Out-Null
$former = Get-InstalledVersion
if ($formerPackage -notlike "*-$former-*") { throw "$former is installed, not the version before" }
Install-Silently "/i" $package | Out-Null
$version = Get-InstalledVersion
if ($package -notlike "*-$version-*") { throw "$version is installed after the upgrade" }
$own = (Get-Item "$place\ravenwits-desktop.exe").VersionInfo.ProductVersion
if ($own -ne $version) { throw "the program calls itself $own" }
Confirm-Data
$log = Install-Silently "/i" $formerPackage 1603 ".refused"
if (-not (Select-String -Path $log -SimpleMatch "A newer version of RavenWits Desktop is installed" -Quiet)) { throw "$log does not say why" }
if ((Get-InstalledVersion) -ne $version) { throw "the version before has replaced the newer one" }
$log = Install-Silently "/i" $otherPackage 1603 ".refused"
if (-not (Select-String -Path $log -SimpleMatch "RavenWits Desktop is installed for" -Quiet)) { throw "$log does not say why" }
& "$place\ravenwits-desktop-console.exe" check "$place\_internal\resources\samples\purchase_quarter_hours.xlsx"
if ($LASTEXITCODE -ne 0) { throw "check ended with $LASTEXITCODE" }
$env:QT_QPA_PLATFORM = "offscreen"
& "$place\ravenwits-desktop-console.exe" demo
if ($LASTEXITCODE -ne 0) { throw "demo ended with $LASTEXITCODE" }
Install-Silently "/x" $package | Out-Null
if (Test-Path $place) { throw "$place is still there" }
Confirm-Data
Remove-Item "$data\tried.txt"
